// What one number says about a series: the words of conditions in filters, of table columns and sort orders; and which
// way a quantity gets better, guessed from its tag.
//
// The guess: the tag is cut into words at whatever is no letter or digit and where a capital follows a small letter;
// the last word that is known decides ("val/acc_loss" is a loss, "loss/acc" an accuracy). Higher: accuracy, reward,
// score, auc, f1, psnr, ...; lower: loss, error, perplexity, rmse, fid, ... (measure.cc has all). With no known word
// lower is better, as for a loss. Whoever shows it lets people override it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace db {

enum class Measure : std::uint8_t { kFirst, kLast, kMin, kMax, kBest, kMean, kCount, kNan };

std::string_view measure_name(Measure measure);  // "first", "last", "min", "max", "best", "mean", "count", "nan"
std::optional<Measure> measure_named(std::string_view name);

enum class Better : std::uint8_t { kLower, kHigher };

Better guess_better(std::string_view tag);

}  // namespace db
