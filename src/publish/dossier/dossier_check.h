#pragma once
#include <map>
#include <string>
#include <vector>

namespace chuangmo::publish {

// A value that stands in a document, as it was read again.
struct StandingValue {
  std::string binding;
  std::string text;     // as it stands there
  std::string written;  // as it was put there; "" not known
  std::string place;    // 中文: "第 12 段，“三、完成情况”"
};

enum class ValueFault {
  typed_over,  // somebody changed it: it is neither what was written nor what the data say
  outdated,    // it is what was written, and the data have changed since
  deleted,     // the volume has it, the document no longer
  unknown      // of no source that is known here
};
struct FaultyValue {
  ValueFault fault = ValueFault::typed_over;
  std::string binding;
  std::string document;  // what it says; "" of what was deleted
  std::string known;     // what the data say; "" nothing
  std::string place;     // "" of what was deleted
};
struct CheckedDocument {
  std::string volume;               // which it is by the values that stand in it; "" none of the dossier's
  int values = 0;                   // that were held against the data
  std::vector<FaultyValue> faults;  // in the order of the document, then what was deleted
};

// A document held against the volumes as they would be made now.
struct VolumeValues {
  std::string id;
  std::map<std::string, std::string> values;  // binding -> as it would stand there
};
CheckedDocument check_document(const std::vector<StandingValue>& standing,
                               const std::vector<VolumeValues>& volumes);

}  // namespace chuangmo::publish
