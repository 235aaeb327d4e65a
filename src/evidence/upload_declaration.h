#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "evidence/upload.h"

namespace chuangmo::evidence {

// A declaration as the lines of the file `declared`, and back; none when they are not such lines.
std::string declaration_text(const UploadDeclaration& declared);
std::optional<UploadDeclaration> read_declaration(std::string_view text, const std::string& id);

Result<void> check_declaration(const UploadDeclaration& declared);  // EVI030
bool is_upload_id(std::string_view id);

}  // namespace chuangmo::evidence
