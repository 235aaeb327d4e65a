#pragma once
#include <string_view>

#include "model/content_type.h"

namespace chuangmo::evidence {

// What a whole file is, by its bytes. Linear in the size; looks into a zip's directory and its content types,
// never unpacks more than 1 MiB. Never fails: what nobody knows is `unknown`.
ContentType content_type(std::string_view bytes);

// The same from the first bytes of a file alone (at least 4 KiB of them where it has as many): archives and
// compound files are not told apart further than zip and compound.
ContentType content_type_of_head(std::string_view head);

}  // namespace chuangmo::evidence
