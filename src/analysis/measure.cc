#include "analysis/measure.h"

#include <algorithm>
#include <array>
#include <string>

#include "analysis/letter_case.h"

namespace db {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"first", "last", "min", "max", "best", "mean", "count", "nan"};

// Sorted, for the binary search.
constexpr auto kHigher = std::to_array<std::string_view>({
    "acc",        "accuracy", "ap",      "ap50",       "ap75",       "auc",     "auprc",    "auroc",       "bleu",
    "correct",    "dice",     "elbo",    "f1",         "fps",        "gain",    "hits",     "iou",         "kappa",
    "likelihood", "map",      "map50",   "mcc",        "miou",       "mrr",     "ndcg",     "pearson",     "pesq",
    "precision",  "psnr",     "r2",      "recall",     "return",     "returns", "rew",      "reward",      "rewards",
    "roc",        "rouge",    "score",   "sdr",        "similarity", "snr",     "spearman", "specificity", "speed",
    "ssim",       "stoi",     "success", "throughput", "top1",       "top5",    "tpr",      "utilization", "winrate",
});
constexpr auto kLower = std::to_array<std::string_view>({
    "bce", "bpb",     "bpc",      "brier",  "cer",   "cost", "distance", "divergence", "ece",   "eer",
    "epe", "err",     "error",    "errors", "fde",   "fid",  "fnr",      "fpr",        "hinge", "kid",
    "kl",  "latency", "loss",     "losses", "lpips", "mae",  "mape",     "mse",        "nll",   "perplexity",
    "ppl", "regret",  "residual", "rmse",   "rmsle", "rse",  "smape",    "wer",        "xent",
});
static_assert(std::ranges::is_sorted(kHigher) && std::ranges::is_sorted(kLower));

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::string_view measure_name(Measure measure) { return kNames[static_cast<std::size_t>(measure)]; }

std::optional<Measure> measure_named(std::string_view name) {
  const auto at = std::ranges::find(kNames, name);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<Measure>(at - kNames.begin());
}

Better guess_better(std::string_view tag) {
  std::size_t end = tag.size();
  while (end > 0) {
    if (!is_word(tag[end - 1])) {
      --end;
      continue;
    }
    std::size_t begin = end - 1;
    while (begin > 0 && is_word(tag[begin - 1]) && !(is_capital(tag[begin]) && !is_capital(tag[begin - 1]))) --begin;
    std::string word(tag.substr(begin, end - begin));
    std::ranges::transform(word, word.begin(), lower_letter);
    if (std::ranges::binary_search(kLower, std::string_view(word))) return Better::kLower;
    if (std::ranges::binary_search(kHigher, std::string_view(word))) return Better::kHigher;
    end = begin;
  }
  return Better::kLower;
}

}  // namespace db
