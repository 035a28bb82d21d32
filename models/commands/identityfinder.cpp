#include "models/commands/identityfinder.h"

#include "api/filter/filterexpression.h"
#include "files/listentry.h"

namespace ic {

IdentityFinder::IdentityFinder(ApiClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(DebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &IdentityFinder::ask);
}

void IdentityFinder::find(const QString& typed)
{
    m_client.cancel(m_call);
    m_typed = typed.trimmed();
    m_found.clear();
    m_problem.clear();
    m_isAsking = m_typed.size() >= ShortestText;
    if (m_isAsking)
        m_debounce.start();
    else
        m_debounce.stop();
    emit changed();
}

void IdentityFinder::ask()
{
    if (looksLikeId(m_typed)) {
        m_call = m_client.send(
            GetIdentity { .id = IdentityId(m_typed) }, this, [this](const Expected<Identity>& one) {
                if (one)
                    answered({ one.value() }, {});
                else if (one.error().kind == ApiError::Kind::NotFound)
                    answered({}, {});
                else
                    answered({}, one.error().sentence());
            });
        return;
    }
    const FilterResult filter = FilterExpression::quickSearch(m_typed);
    if (const auto* error = std::get_if<FilterError>(&filter)) {
        answered({}, error->message);
        return;
    }
    const ListIdentities list { .filters = std::get<FilterExpression>(filter).toFilterText(),
        .sorters = { QStringLiteral("name") },
        .correlatedOnly = false,
        .limit = Most };
    m_call = m_client.send(list, this, [this](const Expected<IdentityPage>& page) {
        if (page)
            answered(page.value().identities, {});
        else
            answered({}, page.error().sentence());
    });
}

void IdentityFinder::answered(const QList<Identity>& found, const QString& problem)
{
    m_isAsking = false;
    m_found = found;
    m_problem = problem;
    emit changed();
}

} // namespace ic
