#include "app/dossier_basis.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "app/criterion_items.h"
#include "app/demo.h"
#include "app/dossier_gathering.h"
#include "app/explanations.h"
#include "app/notice_draft.h"
#include "audit/hash.h"
#include "base/digest.h"
#include "base/file.h"
#include "catalog/dossier.h"
#include "catalog/programme.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_template.h"

namespace chuangmo::app {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostTemplateBytes = 16U << 20;
constexpr std::size_t kBasesKept = 2;

Result<DossierDefinition> definition_of(const Office& office) {
  Diagnostics found;
  auto definition = catalog::read_dossier(office.library().files, office.pack(), found);
  if (definition) return std::move(*definition);
  const std::string why = found.empty() ? "" : "：" + found.front().text;
  return fail(
      "DSR001", "指标包 " + office.pack().id + " 没有可用的档案目录 dossier.toml" + why,
      "参照 catalog/packs/shanxi-model-city-2011/dossier.toml 写一个，用 chuangmo catalog check 检查");
}

// The office's own wins over the catalogue's.
Result<std::string> template_bytes(const Office& office, const std::string& name) {
  const fs::path own = office.root() / "templates" / "dossier" / (name + ".docx");
  std::error_code error;
  if (fs::exists(own, error)) {
    auto bytes = read_file(own, kMostTemplateBytes);
    if (!bytes)
      return fail("DSR003", "读不出档案模板 " + own.filename().string() + "：" + bytes.error().text,
                  bytes.error().fix);
    return bytes;
  }
  return office.library().files.at(catalog::dossier_template(name));
}

Result<void> read_templates(const Office& office, DossierBasis& basis) {
  std::set<std::string> names{basis.shape.catalogue_template, basis.shape.separator_template};
  for (const DossierVolumeDefinition& volume : basis.shape.volumes) names.insert(volume.template_name);
  for (const std::string& name : names) {
    CHUANGMO_TRY(bytes, template_bytes(office, name));
    basis.templates.emplace(name, std::move(bytes));
  }
  return {};
}

Result<int> year_of(const Office& office, std::optional<int> wanted) {
  const std::vector<int>& years = office.pack().years;
  const int year = wanted.value_or(years.back());
  if (std::find(years.begin(), years.end(), year) != years.end()) return year;
  return fail("DSR002", std::to_string(year) + " 不是考核年度",
              "写 " + std::to_string(years.front()) + " 至 " + std::to_string(years.back()) + " 中的一年");
}

Result<void> judge_years(Office& office, DossierBasis& basis) {
  CHUANGMO_TRY(reading, office.reader());
  for (const int year : office.pack().years) {
    if (year > basis.year) continue;
    EvaluateOptions options;
    options.as_of = Date::of(year, 12, 31);
    options.pinned = basis.work->pinned;
    options.now = office.now();
    options.with_all_years = year == basis.year;
    CHUANGMO_TRY(judgement, evaluate(*reading, office.library(), options));
    basis.evaluations.emplace(year, std::move(judgement.evaluation));
    if (year == basis.year) basis.facts = std::move(judgement.facts);
  }
  CHUANGMO_TRY(head, reading->store->head(office.programme().id));
  basis.journal = head.size;
  CHUANGMO_TRY(root, audit::Hash::from_raw(head.root));
  basis.log_root = root.hex();
  return {};
}

std::map<std::string, std::vector<std::string>> figures_of(const Office& office) {
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [criterion, items] : criterion_items(office.pack(), office.library().standards)) {
    for (const workflow::Item& item : items) {
      if (office.pack().figure(item.key) != nullptr) all[criterion].push_back(item.key);
    }
  }
  return all;
}

Result<void> gather(Office& office, DossierBasis& basis) {
  const std::string city = city_of(office);
  basis.source = std::make_unique<publish::DossierSource>(publish::DossierSource{office.pack(),
                                                                                 basis.shape,
                                                                                 *basis.plan,
                                                                                 basis.rules,
                                                                                 city.empty() ? "本市" : city,
                                                                                 office.programme().title,
                                                                                 basis.year,
                                                                                 {},
                                                                                 basis.facts,
                                                                                 basis.charts,
                                                                                 {},
                                                                                 {},
                                                                                 {},
                                                                                 {},
                                                                                 {}});
  publish::DossierSource& source = *basis.source;
  for (const auto& [year, evaluation] : basis.evaluations) source.by_year.emplace(year, &evaluation);
  source.papers = dossier_papers(*basis.work, basis.facts, basis.year);
  CHUANGMO_TRY(tasks, dossier_tasks(office, *basis.work, *basis.plan, basis.year));
  source.tasks = std::move(tasks);
  source.supplies = dossier_supplies(office, *basis.work, basis.facts);
  source.figures_of = figures_of(office);
  source.counts = dossier_counts(*basis.work, *basis.plan, source);
  return {};
}

// Of a volume that cannot be set, what would be put into it stands for what stands there.
void set_volume(DossierBasis& basis, const publish::DossierVolume& volume) {
  auto document = dossier_document(basis, volume.title, volume.template_name,
                                   publish::dossier_shape(volume.part), volume.view);
  for (const auto& [binding, text] : document ? document->values : bound_texts(volume.view)) {
    basis.stands_in[binding].push_back(volume.id);
    basis.values.emplace(binding, text);
  }
  basis.documents.emplace(volume.id, std::move(document));
}

}  // namespace

Result<DossierDocument> dossier_document(const DossierBasis& basis, const std::string& title,
                                         const std::string& template_name, const ViewShape& shape,
                                         const ViewValue& view) {
  const std::string file = template_name + ".docx";
  const ooxml::DocumentStamp stamp{basis.source->title + " " + title,
                                   fmt::format("{}-12-31T00:00:00Z", basis.year), basis.mark};
  CHUANGMO_TRY(filled,
               ooxml::fill_docx_template(basis.templates.at(template_name), file, shape, view, stamp));
  if (has_errors(filled.diagnostics)) {
    const Diagnostic& first = filled.diagnostics.front();
    return fail("DSR005", fmt::format("档案模板 {} 有错误：{} {}", file, to_text(first.where), first.text),
                first.fix.empty() ? "改正模板，或删去工作目录 templates/dossier 中的这个文件" : first.fix);
  }
  DossierDocument document{std::move(filled.bytes), "", {}};
  document.digest = sha256_hex(document.bytes);
  CHUANGMO_TRY(fields, ooxml::read_docx_fields(document.bytes));
  for (ooxml::DocxField& field : fields) document.values.try_emplace(field.binding, std::move(field.text));
  return document;
}

const publish::DossierVolume* DossierBasis::volume(std::string_view id) const {
  const auto found = std::find_if(volumes.begin(), volumes.end(),
                                  [&](const publish::DossierVolume& each) { return each.id == id; });
  return found == volumes.end() ? nullptr : &*found;
}

Result<DossierBasisPtr> dossier_basis(Office& office, std::optional<int> year) {
  const auto basis = std::make_shared<DossierBasis>();
  CHUANGMO_TRY(chosen, year_of(office, year));
  basis->year = chosen;
  basis->mark = simulated_mark(office.root());
  CHUANGMO_TRY(definition, definition_of(office));
  basis->shape = std::move(definition);
  CHUANGMO_CHECK(read_templates(office, *basis));
  CHUANGMO_TRY(work, office.latest_work());
  basis->work = work;
  CHUANGMO_TRY(plan, office.plan(*work));
  basis->plan = plan;
  CHUANGMO_CHECK(judge_years(office, *basis));
  basis->rules = rule_glossary(office.pack(), office.library());
  basis->charts = charts(office.pack(), basis->evaluations.at(chosen));
  CHUANGMO_CHECK(gather(office, *basis));
  basis->volumes = publish::dossier_volumes(*basis->source);
  for (const publish::DossierVolume& volume : basis->volumes) set_volume(*basis, volume);
  return DossierBasisPtr(basis);
}

Result<DossierBasisPtr> DossierBases::of(std::optional<int> year) {
  const std::lock_guard lock(mutex_);
  CHUANGMO_TRY(chosen, year_of(office_, year));
  CHUANGMO_TRY(work, office_.latest_work());
  const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const DossierBasisPtr& each) {
    if (each->year != chosen || each->journal != work->size) return false;
    return std::all_of(each->templates.begin(), each->templates.end(), [&](const auto& known) {
      const auto now = template_bytes(office_, known.first);
      return now && *now == known.second;
    });
  });
  if (same != kept_.end()) return *same;
  CHUANGMO_TRY(basis, dossier_basis(office_, chosen));
  kept_.push_front(basis);
  if (kept_.size() > kBasesKept) kept_.pop_back();
  return basis;
}

}  // namespace chuangmo::app
