#pragma once
#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ooxml/template_mark.h"

namespace chuangmo::ooxml {

// Pairs the block marks of a sequence, whatever the sequence is made of. A `Node` has `place`, `mark`,
// `body`, `otherwise` and a `kind` that may be Kind::each and Kind::when.
template <class Node>
class TemplateBlocks {
 public:
  using Place = decltype(Node::place);
  static constexpr std::size_t kMaxNesting = 8;  // of blocks in blocks

  // A block mark whose other half stands elsewhere.
  struct LooseMark {
    TemplateMark mark;
    Place place{};
  };
  // One step of a sequence: a block mark, or a node.
  struct Step {
    std::optional<LooseMark> mark;
    Node node;
  };
  struct Compiled {
    Node node;
    std::vector<LooseMark> loose;
    bool says_something = true;  // beside loose marks
  };
  struct Fault {
    std::string code;
    Place place{};
    std::string text;
    std::string fix;
    std::string source;
  };
  using Report = std::function<void(Fault)>;
  using PlaceWords = std::function<std::string(const Place&)>;

  // `together`: where beginning and end have to stand, in words.
  TemplateBlocks(Report report, PlaceWords words, std::string together)
      : report_(std::move(report)), words_(std::move(words)), together_(std::move(together)) {}

  // Puts what a thing leaves loose around it: what begins in it before, what ends in it after.
  void append(std::vector<Step>& steps, Compiled thing) const {
    if (!thing.says_something && !thing.loose.empty()) {
      for (LooseMark& mark : thing.loose) steps.push_back({std::move(mark), {}});
      return;
    }
    std::vector<LooseMark> endings;
    int open = 0;
    bool ended_before = false;
    for (LooseMark& mark : thing.loose) {
      if (mark.mark.opens()) {
        if (ended_before) return report_crossing(mark);
        ++open;
        steps.push_back({std::move(mark), {}});
      } else if (mark.mark.kind == TemplateMark::Kind::otherwise) {
        return report_crossing(mark);
      } else {
        ended_before = ended_before || --open < 0;
        endings.push_back(std::move(mark));
      }
    }
    steps.push_back({std::nullopt, std::move(thing.node)});
    for (LooseMark& mark : endings) steps.push_back({std::move(mark), {}});
  }

  // What finds no other half stays loose; its contents stay where they are.
  std::vector<Node> paired(std::vector<Step> steps, std::vector<LooseMark>& loose) const {
    std::vector<Frame> frames(1);
    for (Step& step : steps) {
      if (!step.mark) {
        frames.back().now().push_back(std::move(step.node));
      } else if (step.mark->mark.opens() && frames.size() > kMaxNesting) {
        report_({"TPL011", step.mark->place,
                 fmt::format("{} 已套在 {} 层之内", quote(step.mark->mark.original), kMaxNesting),
                 "把内容分成几块", ""});
      } else if (step.mark->mark.opens()) {
        frames.push_back({std::move(*step.mark), {}, {}, false});
      } else if (frames.size() == 1) {
        loose.push_back(std::move(*step.mark));
      } else if (step.mark->mark.kind == TemplateMark::Kind::otherwise) {
        turn(frames.back(), *step.mark);
      } else {
        close(frames, *step.mark);
      }
    }
    while (frames.size() > 1) {
      Frame left = std::move(frames.back());
      frames.pop_back();
      loose.push_back(left.opener);
      std::move(left.body.begin(), left.body.end(), std::back_inserter(frames.back().now()));
      std::move(left.otherwise.begin(), left.otherwise.end(), std::back_inserter(frames.back().now()));
    }
    // Openers were taken from the innermost out.
    const auto first_opener =
        std::find_if(loose.begin(), loose.end(), [](const LooseMark& each) { return each.mark.opens(); });
    std::reverse(first_opener, loose.end());
    return std::move(frames.front().body);
  }

  void report_loose(const LooseMark& left) const {
    if (left.mark.opens()) {
      const bool is_each = left.mark.kind == TemplateMark::Kind::each;
      report_({"TPL004", left.place, quote(left.mark.original) + " 没有结束",
               (is_each ? "在重复内容之后写 {{/每个}}；" : "在条件内容之后写 {{/如果}}；") + together_,
               left.mark.original});
    } else {
      report_({"TPL005", left.place, quote(left.mark.original) + " 没有对应的开始", "补上开始标记，或删去它",
               left.mark.original});
    }
  }

 private:
  struct Frame {
    LooseMark opener;
    std::vector<Node> body;
    std::vector<Node> otherwise;
    bool in_otherwise = false;
    std::vector<Node>& now() { return in_otherwise ? otherwise : body; }
  };

  void report_crossing(const LooseMark& mark) const {
    report_({"TPL006", mark.place,
             quote(mark.mark.original) + " 与同一段（行）中的其他标记或文字交错，分不清从哪里起、到哪里止",
             "让它单独成段，在表格里单独成行", mark.mark.original});
  }

  void turn(Frame& frame, const LooseMark& mark) const {
    if (frame.opener.mark.kind != TemplateMark::Kind::when || frame.in_otherwise) {
      report_({"TPL005", mark.place, quote(mark.mark.original) + " 前面没有等着它的 {{#如果 …}}",
               "一个 {{#如果 …}} 只能有一个 {{否则}}", mark.mark.original});
      return;
    }
    frame.in_otherwise = true;
  }

  void close(std::vector<Frame>& frames, const LooseMark& mark) const {
    Frame done = std::move(frames.back());
    frames.pop_back();
    const bool is_each = done.opener.mark.kind == TemplateMark::Kind::each;
    if (is_each != (mark.mark.kind == TemplateMark::Kind::each_end)) {
      report_({"TPL005", mark.place,
               fmt::format("{}的 {} 由 {} 来结束", words_(done.opener.place),
                           quote(done.opener.mark.original), quote(mark.mark.original)),
               is_each ? "改为 {{/每个}}" : "改为 {{/如果}}", mark.mark.original});
    }
    Node block;
    block.kind = is_each ? Node::Kind::each : Node::Kind::when;
    block.mark = std::move(done.opener.mark);
    block.place = done.opener.place;
    block.body = std::move(done.body);
    block.otherwise = std::move(done.otherwise);
    frames.back().now().push_back(std::move(block));
  }

  Report report_;
  PlaceWords words_;
  std::string together_;
};

}  // namespace chuangmo::ooxml
