// Hyperparameters out of the metadata of a value of the plugin "hparams".
#pragma once

#include <optional>
#include <string_view>

#include "base/hparams.h"

namespace db {

// `content` is PluginData.content. Nothing: it does not parse, is of a later version, or says no session_start_info.
// What is unset, null, a list, a structure, NaN or infinite is left out (as TensorBoard does); so is what is beyond the
// limits of base/hparams.h. Texts are repaired to UTF-8.
std::optional<HParamList> decode_hparams(std::string_view content);

}  // namespace db
