// The city's table as Word, Excel and CSV files says what its text says, to the last finding.
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "annex_fixture.h"
#include "publish/plan_json.h"

namespace chuangmo::integration {
namespace {

using Json = nlohmann::json;

// Where a thing stands: a file and a sheet have other names in another format, and a title row above the
// table moves every row down by one.
void forget_place(Json& where, int down) {
  where.erase("file");
  where.erase("sheet");
  if (where.contains("row")) where["row"] = where["row"].get<int>() - down;
}

// Everything a plan says that must not depend on the kind of file it came from.
Json content_of(const Plan& plan, int down = 0) {
  Json json = Json::parse(publish::plan_json(plan));
  json.erase("file");
  for (Json& indicator : json["indicators"]) {
    forget_place(indicator["source"], down);
    for (Json& task : indicator["tasks"]) forget_place(task["source"], down);
  }
  for (Json& diagnostic : json["diagnostics"]) {
    forget_place(diagnostic["where"], down);
    // "第 15、22 行": a finding made once names the other rows it concerns.
    if (down != 0) diagnostic["text"] = split(diagnostic["text"].get<std::string>(), "（另有")[0];
  }
  return json;
}

void expect_same(const Json& expected, const Json& found) {
  const Json differences = Json::diff(expected, found);
  EXPECT_EQ(differences.size(), 0U);
  for (std::size_t i = 0; i < differences.size() && i < 5; ++i) {
    const Json::json_pointer path(differences[i]["path"].get<std::string>());
    ADD_FAILURE() << differences[i].dump() << "\n instead of "
                  << (expected.contains(path) ? expected.at(path).dump() : "nothing");
  }
}

class AnnexFormats : public testing::Test {
 protected:
  const Plan& text_plan() {
    static const Plan plan = read_plan_bytes(annex_text(), "annex.txt");
    return plan;
  }
  Json expected(int down = 0) {
    Json json = content_of(text_plan());
    if (down == 0) return json;
    for (Json& diagnostic : json["diagnostics"])
      diagnostic["text"] = split(diagnostic["text"].get<std::string>(), "（另有")[0];
    return json;
  }
  static Table merged_annex() {
    Table table = annex_table();
    merge_down(table, 0, 1);
    merge_down(table, 1, 1);
    return table;
  }
};

TEST_F(AnnexFormats, the_text_is_the_measure) {
  ASSERT_EQ(text_plan().indicators.size(), 26U);
  ASSERT_EQ(text_plan().task_count(), 99U);
  ASSERT_EQ(text_plan().title, kTitle);
  ASSERT_GT(text_plan().diagnostics.size(), 50U);
}

TEST_F(AnnexFormats, word_with_merged_indicators) {
  const std::string bytes = docx_of({merged_annex()}, {"附件：", kTitle});
  expect_same(expected(), content_of(read_plan_bytes(bytes, "annex.docx")));
}

TEST_F(AnnexFormats, word_with_the_title_in_a_merged_first_row) {
  Table table = merged_annex();
  put_title_row(table, kTitle);
  expect_same(expected(1), content_of(read_plan_bytes(docx_of({table}, {}, 2), "a.docx"), 1));
}

TEST_F(AnnexFormats, excel_with_merged_cells) {
  Table table = merged_annex();
  put_title_row(table, kTitle);
  expect_same(expected(1), content_of(read_plan_bytes(xlsx_of({table}), "a.xlsx"), 1));
  // Away from the corner: the sheet's own rows and columns are told.
  expect_same(expected(4), content_of(read_plan_bytes(xlsx_of({table}, 3, 2), "a.xlsx"), 4));
}

TEST_F(AnnexFormats, csv_in_utf8_and_gb18030) {
  Table table = annex_table();
  put_title_row(table, kTitle);
  const std::string csv = csv_of(table);
  const std::string with_mark = "\xEF\xBB\xBF" + replace_all(csv, "\n", "\r\n");
  const std::string chinese = gb18030(csv);
  ASSERT_FALSE(chinese.empty());
  ASSERT_FALSE(is_valid_utf8(chinese));
  for (const std::string& bytes : {csv, with_mark, chinese})
    expect_same(expected(1), content_of(read_plan_bytes(bytes, "a.csv"), 1));
  expect_same(expected(), content_of(read_plan_bytes(gb18030(annex_text()), "annex.txt")));
}

// Drafters send what they have changed with the changes still marked: it reads as if they were accepted.
TEST_F(AnnexFormats, word_with_tracked_changes) {
  ooxml::DocxContent content;
  content.blocks.emplace_back(ooxml::paragraph(kTitle));
  ooxml::DocxTable table = ooxml::docx_table(merged_annex());
  const auto rewrite = [&](std::size_t row, std::size_t cell, const std::string& old) {
    std::vector<ooxml::DocxRun>& runs = table.rows.at(row).at(cell).paragraphs.at(0).runs;
    runs.at(0).is_inserted = true;
    runs.at(0).author = "市政府办";
    ooxml::DocxRun gone;
    gone.text = old;
    gone.is_deleted = true;
    gone.author = "市政府办";
    runs.insert(runs.begin(), gone);
  };
  rewrite(1, 3, "市计委");              // the lead of 1.1
  rewrite(2, 0, "2.编制总量控制方案");  // task 1.2: its row begins below the merged cells
  content.blocks.emplace_back(std::move(table));
  const Plan plan = read_plan_bytes(ooxml::write_docx(content), "a.docx");

  std::vector<std::string> changes;
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    if (diagnostic.code == "PLN036")
      changes.push_back(fmt::format("{} {}", diagnostic.where.row, diagnostic.where.column));
  }
  EXPECT_EQ(changes, (std::vector<std::string>{"2 责任单位", "2 责任单位", "3 工作任务", "3 工作任务"}));
  Plan accepted = plan;
  std::erase_if(accepted.diagnostics, [](const Diagnostic& each) { return each.code == "PLN036"; });
  expect_same(expected(), content_of(accepted));
}

// Word users put every unit into a paragraph of its own; the units are the same, and so is what is asked.
TEST_F(AnnexFormats, units_in_paragraphs_of_their_own) {
  Table table = annex_table();
  for (TableCell& cell : table.cells) {
    if (cell.row == 0 || cell.column < 3) continue;
    std::string text = cell.text();
    for (const char* separator : {",", "，", "、"}) text = replace_all(text, separator, "\n");
    cell.paragraphs = split(text, "\n");
  }
  merge_down(table, 0, 1);
  merge_down(table, 1, 1);
  const Plan plan = read_plan_bytes(docx_of({table}, {kTitle}), "a.docx");
  ASSERT_EQ(plan.task_count(), 99U);
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    for (std::size_t k = 0; k < plan.indicators[i].tasks.size(); ++k) {
      const Task& task = plan.indicators[i].tasks[k];
      const Task& first = text_plan().indicators[i].tasks[k];
      const auto names = [](const std::vector<Duty>& duties) {
        std::vector<std::string> out;
        for (const Duty& duty : duties) out.push_back(duty.name + (duty.guessed ? "?" : ""));
        return out;
      };
      EXPECT_EQ(names(task.lead), names(first.lead)) << task.label;
      EXPECT_EQ(names(task.cooperating), names(first.cooperating)) << task.label;
      EXPECT_EQ(task.notes, first.notes) << task.label;
    }
  }
}

class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::path(testing::TempDir()) / ("chuangmo_" + name)) {
    std::filesystem::remove_all(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

app::StoredChanges import_into(const Folder& folder, std::string_view bytes, const std::string& file) {
  const Document document = app::read_document(bytes, file).value();
  return app::store_plan(folder.path(), app::read_plan_document(document, library(), std::nullopt).value())
      .value();
}

TEST_F(AnnexFormats, importing_the_same_table_in_another_format_changes_nothing) {
  const Folder folder("annex_again");
  EXPECT_EQ(import_into(folder, docx_of({merged_annex()}, {kTitle}), "a.docx").document, "");
  Table table = annex_table();
  put_title_row(table, kTitle);
  for (const auto& [bytes, file] :
       std::map<std::string, std::string>{{xlsx_of({table}), "a.xlsx"}, {gb18030(csv_of(table)), "a.csv"}}) {
    const app::StoredChanges changes = import_into(folder, bytes, file);
    EXPECT_EQ(changes.document, "") << file;
    EXPECT_EQ(changes.kept, "") << file;
    EXPECT_TRUE(changes.diagnostics.empty()) << file;
  }
}

// The drafters send a new version, in Excel this time, after people have settled things in plan.toml.
TEST_F(AnnexFormats, a_new_version_shows_its_changes_and_keeps_what_people_edited) {
  const Folder folder("annex_changed");
  import_into(folder, docx_of({merged_annex()}, {kTitle}), "a.docx");
  std::string edited = read_file(folder.path() / "plan.toml").value();
  const std::string task = "推行清洁生产";
  ASSERT_NE(edited.find(task), std::string::npos);
  edited = replace_all(edited, task, "推行清洁生产审核");  // people's wording of 5.2
  ASSERT_TRUE(write_file(folder.path() / "plan.toml", edited));

  Table table = annex_table();
  const auto put = [&](int row, int column, const std::string& text) {
    for (TableCell& cell : table.cells) {
      if (cell.row == row && cell.column == column) cell.paragraphs = {text};
    }
  };
  put(2, 3, "市发改委");                 // 1.2 was given to 市环保局
  put(98, 2, "5.新增的任务：建设公厕");  // 26.5
  std::erase_if(table.cells, [](const TableCell& cell) { return cell.row == 99; });  // 26.6 is gone
  table.rows = 99;
  table.source_row.resize(99);
  put_title_row(table, kTitle);
  const app::StoredChanges changes = import_into(folder, xlsx_of({table}), "b.xlsx");

  EXPECT_NE(changes.document.find("修改 任务 1.2 责任单位：市环保局 → 市发改委\n"), std::string::npos)
      << changes.document;
  EXPECT_NE(changes.document.find("删除 任务 26.6"), std::string::npos) << changes.document;
  EXPECT_NE(changes.document.find("新增的任务：建设公厕"), std::string::npos) << changes.document;
  EXPECT_EQ(changes.document.find("5.2"), std::string::npos) << "the document did not change it";
  EXPECT_NE(changes.kept.find("5.2"), std::string::npos) << changes.kept;
  const app::StoredPlan stored = app::read_stored_plan(folder.path()).value();
  EXPECT_EQ(stored.plan.task_count(), 98U);
  EXPECT_EQ(stored.plan.indicators.at(4).tasks.at(1).text, "推行清洁生产审核");
  EXPECT_EQ(stored.plan.indicators.at(0).tasks.at(1).lead.at(0).name, "市发改委");
}

}  // namespace
}  // namespace chuangmo::integration
