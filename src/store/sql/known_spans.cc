#include "store/sql/known_spans.h"

#include <algorithm>

namespace chuangmo::store {

Result<KnownSpans> KnownSpans::of(Connection& connection, const ReadingsQuery& query) {
  CHUANGMO_TRY(series, series_of(connection, query));
  CHUANGMO_TRY(imports, imports_until(connection, query.programme, query.known_at));
  CHUANGMO_TRY(rows, BlockRows::of(connection, query));
  return KnownSpans(connection, query, std::move(series), std::move(imports), std::move(rows));
}

Result<bool> KnownSpans::next_row() {
  for (; row_series_ < series_.size(); ++row_series_, is_begun_ = false) {
    if (!is_begun_) {
      rows_.begin(series_[row_series_]);
      last_first_.reset();
      is_begun_ = true;
    }
    const auto has_row = rows_.next();
    if (!has_row && has_row.error().code != "STO007") return tl::unexpected(has_row.error());
    if (!has_row) damage_.push_back(unreadable_rest(*connection_, series_[row_series_].key, last_first_));
    if (has_row && *has_row) {
      last_first_ = rows_.first();
      return true;
    }
  }
  return false;
}

void KnownSpans::take_row() {
  Layer layer;
  auto decoded = decode_stored({series(), first_, rows_.import(), rows_.bytes()}, layer.block);
  const auto import = imports_.find(rows_.import());
  if (decoded && import == imports_.end()) decoded = tl::unexpected(wrong_key());
  if (!decoded) {
    damaged_.push_back({rows_.import(), decoded.error()});
    return;
  }
  layer.import = &import->second;
  if (!merged_) {
    merged_.emplace(first_, layer.block.values.size());
    revisions_.assign(layer.block.values.size(), 0);
  }
  const auto source = static_cast<std::uint16_t>(layers_.size());
  merged_->add(layer.block, source);
  for (std::size_t offset = 0; offset < revisions_.size(); ++offset) {
    const MergedReadings::Holding holding = merged_->at(offset);
    revisions_[offset] += holding.is_known() && holding.source == source ? 1 : 0;
  }
  layers_.push_back(std::move(layer));
}

// A block that was damaged and came again with the same file is no loss.
void KnownSpans::name_damage() {
  for (const Damaged& each : damaged_) {
    const auto import = imports_.find(each.import);
    const bool came_again = std::any_of(layers_.begin(), layers_.end(), [&](const Layer& layer) {
      return import != imports_.end() && layer.import->number > each.import &&
             layer.import->digest == import->second.digest;
    });
    if (came_again) continue;
    damage_.push_back(damaged_block(*connection_, {series(), first_, each.import, {}},
                                    import == imports_.end() ? "?" : import->second.name, each.failure));
  }
}

Result<bool> KnownSpans::next() {
  while (true) {
    if (!has_row_) {
      CHUANGMO_TRY(is_there, next_row());
      if (!is_there) return false;
    }
    at_ = row_series_;
    first_ = rows_.first();
    layers_.clear();
    damaged_.clear();
    merged_.reset();
    do {
      // Sources are counted in 16 bits, as in read.
      if (layers_.size() > std::numeric_limits<std::uint16_t>::max())
        return fail("STO010", block_name(series(), first_) + " 的导入次数过多", "缩短查询的年份范围");
      take_row();
      CHUANGMO_TRY(is_there, next_row());
      has_row_ = is_there;
    } while (has_row_ && row_series_ == at_ && rows_.first() == first_);
    name_damage();
    if (!merged_) continue;
    const Positions range = positions_of(series().step, from_, until_);
    const auto end = first_ + static_cast<std::int64_t>(layers_.front().block.values.size());
    wanted_ = {std::max(first_, range.first), std::min(end, range.end)};
    return true;
  }
}

std::optional<KnownReading> KnownSpans::at(std::int64_t index) const {
  const auto offset = static_cast<std::uint32_t>(index - first_);
  const MergedReadings::Holding holding = merged_->at(offset);
  if (!holding.is_known()) return std::nullopt;
  const Layer& layer = layers_[holding.source];
  KnownReading reading{series(), index,       holding.value, holding.flag,
                       {},       holding.row, *layer.import, revisions_[offset]};
  if (holding.flag == ReadingFlag::valid) return reading;
  const auto& texts = layer.block.as_given;
  const auto text =
      std::lower_bound(texts.begin(), texts.end(), offset,
                       [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
  if (text != texts.end() && text->first == offset) reading.as_given = text->second;
  return reading;
}

Result<Diagnostics> SqlStore::visit_known(const ReadingsQuery& query, const ReadingVisitor& visitor) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(query.programme));
  CHUANGMO_TRY(spans, KnownSpans::of(*connection_, query));
  while (true) {
    CHUANGMO_TRY(has_span, spans.next());
    if (!has_span) return std::move(spans.damage());
    for (std::int64_t index = spans.positions().first; index < spans.positions().end; ++index)
      if (const auto reading = spans.at(index)) CHUANGMO_CHECK(visitor(*reading));
  }
}

}  // namespace chuangmo::store
