// The value of a point as oracle/ORACLE.md writes it, from the bytes it has in its file.
#pragma once

#include <string>

#include "base/bytes.h"
#include "store/store.h"

namespace db {

// JSON of a value that the store keeps as BlobRow; `bytes` are the row's. Never fails: what cannot be shown is an
// object with "error". Adds the dtype to `dtypes` where TensorBoard would count it.
std::string value_json(SeriesKind kind, const Metadata& metadata, BlobForm form, Bytes bytes);

// "1", "0.5", "nan": a row's number as its source had it.
std::string number_json(const BlockView& block, std::uint32_t row);

}  // namespace db
