#include "reading/identitycount.h"

namespace ic {

IdentityLists::CallId countIdentities(const IdentityLists& lists, ListIdentities which,
    QObject* context, ApiClient::Callback<std::optional<qint64>> callback)
{
    which.count = true;
    which.limit = 0;
    which.offset = 0;
    return lists.read<std::optional<qint64>>(
        which,
        [](const ApiResponse& answer) -> Expected<std::optional<qint64>> {
            const Expected<IdentityPage> page = ListIdentities::parse(answer);
            if (!page)
                return page.error();
            return page->totalCount;
        },
        context, std::move(callback));
}

} // namespace ic
