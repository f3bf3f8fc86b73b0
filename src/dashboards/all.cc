// The only place that names every dashboard, in the order of their tabs.
#include "dashboards/dashboard.h"
#include "dashboards/inspect/inspect.h"
#include "dashboards/scalars/scalars.h"

namespace db {

std::vector<std::unique_ptr<Dashboard>> make_dashboards() {
  std::vector<std::unique_ptr<Dashboard>> all;
  all.push_back(make_scalars());
  all.push_back(make_inspect());
  return all;
}

}  // namespace db
