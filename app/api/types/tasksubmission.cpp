#include "api/types/tasksubmission.h"

#include "api/jsonreader.h"

using namespace Qt::StringLiterals;

namespace ic {

TaskSubmission TaskSubmission::fromJson(const JsonReader& reader)
{
    return {
        .id = TaskId(reader.requiredText("id"_L1)),
        .type = reader.text("type"_L1),
        .raw = reader.object(),
    };
}

} // namespace ic
