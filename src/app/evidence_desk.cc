#include "app/evidence_desk.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "catalog/evidence_policy.h"
#include "evidence/content_type.h"
#include "evidence/download_name.h"
#include "evidence/inspection.h"
#include "evidence/mapped_file.h"
#include "evidence/thumbnail.h"
#include "identity/token.h"

namespace chuangmo::app {

namespace {

constexpr const char* kPolicy = "evidence.toml";
constexpr std::size_t kUploadIdDigits = 32;

Failure refusal(const std::string& name, const Diagnostics& reasons) {
  Failure failure{"EVI001", "“" + name + "”不能作为佐证材料：", ""};
  for (const Diagnostic& reason : reasons) failure.text += reason.text + "；";
  if (!reasons.empty()) failure.fix = reasons.front().fix;
  return failure;
}

struct Looked {
  workflow::EvidenceState state = workflow::EvidenceState::clean;
  std::string why;
};

// What the policy says, and the scanner where there is one: nobody having looked is not the same as clean.
Looked looked_at(const evidence::Judgement& judgement, const evidence::VirusScanner& scanner,
                 std::string_view bytes) {
  Looked looked;
  if (judgement.disposition == Disposition::quarantined) {
    looked.state = workflow::EvidenceState::quarantined;
    for (const Diagnostic& reason : judgement.reasons) looked.why += reason.text + "；";
  }
  if (!scanner.is_configured()) return looked;
  const evidence::ScanReport scan = evidence::scan_for_viruses(scanner, bytes);
  if (scan.outcome == evidence::ScanOutcome::clean) return looked;
  const bool infected = scan.outcome == evidence::ScanOutcome::infected;
  looked.state = infected ? workflow::EvidenceState::refused : workflow::EvidenceState::quarantined;
  looked.why = (infected ? "查出病毒：" : "没能查毒：") + scan.said;
  return looked;
}

}  // namespace

Result<std::unique_ptr<EvidenceDesk>> EvidenceDesk::open(Office& office) {
  const auto text = office.library().files.find(kPolicy);
  if (text == office.library().files.end())
    return fail("CAT060", "目录里没有 evidence.toml", "恢复这个文件，或用内置目录");
  Diagnostics diagnostics;
  EvidencePolicy policy = catalog::read_evidence_policy(text->second, kPolicy, diagnostics);
  if (has_errors(diagnostics))
    return fail("CAT060", "目录里的佐证材料规则有错误\n" + render(diagnostics.front()),
                "运行 chuangmo catalog check 查看全部问题");
  const std::filesystem::path root = office.root() / "evidence";
  CHUANGMO_TRY(folder, evidence::EvidenceFolder::open(root));
  CHUANGMO_TRY(uploads, evidence::Uploads::open(root, policy.limits));
  return std::unique_ptr<EvidenceDesk>(
      new EvidenceDesk(office, std::move(policy), std::move(folder), std::move(uploads)));
}

std::uint64_t EvidenceDesk::stored_bytes(const std::string& unit) const {
  std::uint64_t sum = 0;
  for (const auto& [digest, file] : office_.work()->evidence) {
    if (file.unit == unit) sum += static_cast<std::uint64_t>(file.size);
  }
  return sum;
}

evidence::VirusScanner EvidenceDesk::scanner() const {
  evidence::VirusScanner scanner;
  const WorkState work = office_.work();
  const auto setting = work->settings.find("clamd");
  if (setting == work->settings.end() || setting->second.empty()) return scanner;
  const std::string& where = setting->second;
  const std::size_t colon = where.rfind(':');
  if (where.front() == '/' || colon == std::string::npos) {
    scanner.socket_path = where;
    return scanner;
  }
  scanner.host = where.substr(0, colon);
  std::from_chars(where.data() + colon + 1, where.data() + where.size(), scanner.port);
  return scanner;
}

Result<evidence::UploadState> EvidenceDesk::begin(const std::string& unit, const std::string& name,
                                                  std::uint64_t bytes, const std::string& sha256) {
  const std::string id = identity::make_token(identity::TokenKind::api).digest.substr(0, kUploadIdDigits);
  return uploads_.create({id, unit, name, bytes, sha256, office_.now()}, stored_bytes(unit));
}

Result<evidence::UploadState> EvidenceDesk::state(const std::string& unit, const std::string& id) const {
  CHUANGMO_TRY(state, uploads_.state(id));
  if (state.declared.unit != unit) return fail("EVI038", "没有上传 " + id, "重新开始上传");
  return state;
}

Result<evidence::AppendAnswer> EvidenceDesk::append(const std::string& unit, const std::string& id,
                                                    std::uint64_t offset, std::string_view bytes) {
  CHUANGMO_CHECK(state(unit, id));
  return uploads_.append(id, offset, bytes);
}

Result<workflow::EvidenceFile> EvidenceDesk::finish(const std::string& account, const std::string& unit,
                                                    const std::string& id) {
  CHUANGMO_CHECK(state(unit, id));
  CHUANGMO_TRY(finished, uploads_.finish(id));
  workflow::EvidenceStored stored;
  stored.digest = finished.digest;
  stored.unit = unit;
  Looked looked;
  {
    CHUANGMO_TRY(file, evidence::MappedFile::open(finished.file));
    const evidence::Inspection inspection = evidence::inspect(file.bytes());
    const evidence::Judgement judgement = evidence::judge(inspection, policy_, finished.declared.name);
    if (judgement.disposition == Disposition::refused) {
      CHUANGMO_CHECK(uploads_.discard(id));
      return tl::unexpected(refusal(finished.declared.name, judgement.reasons));
    }
    stored.name = evidence::download_name(finished.declared.name, inspection.type);
    stored.type = std::string(media_type(inspection.type));
    stored.size = static_cast<std::int64_t>(file.bytes().size());
    looked = looked_at(judgement, scanner(), file.bytes());
  }
  stored.state = looked.state;
  if (looked.state == workflow::EvidenceState::refused) {
    CHUANGMO_CHECK(uploads_.discard(id));
    return fail("EVI001", "“" + finished.declared.name + "”不能作为佐证材料：" + looked.why,
                "查毒后换一个文件");
  }
  // The bytes first: a file without its entry is nobody's, an entry without its file would be a lie. The
  // upload stays until the entry stands, so that it can be finished again.
  CHUANGMO_CHECK(folder_.adopt(finished.file, finished.digest));
  CHUANGMO_TRY(changed, office_.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = account;
    const auto known = work.evidence.find(stored.digest);
    const bool is_known = known != work.evidence.end();
    if (is_known && known->second.units.contains(unit)) return proposal;
    proposal.acts.emplace_back(stored);
    // Of bytes that another unit brought before, what was decided about them stands.
    if (!is_known && !looked.why.empty())
      proposal.acts.emplace_back(workflow::EvidenceJudged{stored.digest, stored.state, looked.why});
    return proposal;
  }));
  static_cast<void>(uploads_.discard(id));  // at worst it lies there until it expires
  // Of a file that another unit brought before, whose it was is not told.
  workflow::EvidenceFile own = changed.work->evidence.at(stored.digest);
  if (own.unit == unit) return own;
  own.unit = unit;
  own.name = stored.name;
  own.stored_by = account;
  return own;
}

Result<EvidenceText> EvidenceDesk::text(const workflow::EvidenceFile& known) const {
  CHUANGMO_TRY(path, folder_.path_of(known.digest));
  CHUANGMO_TRY(file, evidence::MappedFile::open(path));
  return evidence_text(evidence::content_type(file.bytes()), file.bytes(), known.name);
}

Result<std::string> EvidenceDesk::thumbnail(const std::string& digest) const {
  CHUANGMO_TRY(path, folder_.path_of(digest));
  CHUANGMO_TRY(file, evidence::MappedFile::open(path));
  CHUANGMO_TRY(made, evidence::thumbnail(file.bytes()));
  return std::move(made.bytes);
}

}  // namespace chuangmo::app
