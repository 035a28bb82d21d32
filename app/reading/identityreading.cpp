#include "reading/identityreading.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace ic {

namespace {

Identity partOf(const Identity& identity, IdentityReading::Detail detail)
{
    switch (detail) {
    case IdentityReading::Detail::Id:
        return { .id = identity.id };
    case IdentityReading::Detail::Person: {
        Identity person { .id = identity.id,
            .name = identity.name,
            .alias = identity.alias,
            .emailAddress = identity.emailAddress,
            .identityStatus = identity.identityStatus };
        if (identity.lifecycleState && !identity.lifecycleState->stateName.isEmpty())
            person.lifecycleState = { .stateName = identity.lifecycleState->stateName };
        return person;
    }
    case IdentityReading::Detail::Everything:
        return identity;
    }
    Q_UNREACHABLE();
}

PageDecoder decoderFor(const ReadRequest& request, IdentityReading::Detail detail)
{
    return [order = SortOrder(stableSorters(request.sorters)), sorts = request.ids.has_value(),
               detail](const ApiResponse& answer, qint64 offset) -> Expected<DecodedPage> {
        const Expected<IdentityPage> page = ListIdentities::parse(answer);
        if (!page)
            return page.error();
        DecodedPage decoded { .totalCount = page->totalCount };
        QList<Identity> identities;
        for (const Identity& identity : page->identities) {
            const QString row
                = identity.name + u'\n' + identity.alias + u'\n' + identity.emailAddress;
            decoded.rows.push_back({
                .key = identity.id.isEmpty()
                    ? IdKey::ofRow(row.toUtf8(), offset + identities.size())
                    : IdKey::of(identity.id),
                .sortKey = order.hash(identity),
                .withoutId = identity.id.isEmpty(),
                .sortTexts = sorts ? order.texts(identity) : QStringList(),
            });
            identities += partOf(identity, detail);
        }
        decoded.content = std::move(identities);
        return decoded;
    };
}

} // namespace

Expected<QList<Identity>> readPeople(const ApiResponse& answer)
{
    const Expected<IdentityPage> page = ListIdentities::parse(answer);
    if (!page)
        return page.error();
    QList<Identity> people;
    people.reserve(page->identities.size());
    for (const Identity& identity : page->identities)
        people += partOf(identity, IdentityReading::Detail::Person);
    return people;
}

QList<IdentityId> ReadIdentities::ids() const
{
    QList<IdentityId> ids;
    for (const Identity& identity : identities) {
        if (!identity.id.isEmpty())
            ids += identity.id;
    }
    return ids;
}

bool ReadIdentities::holdsNobody() const
{
    return std::ranges::any_of(
        identities, [](const Identity& identity) { return identity.id.isEmpty(); });
}

IdentityReading::IdentityReading(ApiClient& client, Detail detail, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_detail(detail)
{
}

IdentityReading::~IdentityReading() = default;

void IdentityReading::read(const ReadRequest& request)
{
    cancel();
    m_walk = std::make_unique<IdentityWalk>(m_client, request, decoderFor(request, m_detail),
        [this](const DecodedPage& page, std::size_t from, std::size_t to) {
            const auto& identities = std::any_cast<const QList<Identity>&>(page.content);
            for (std::size_t row = from; row < to; ++row)
                m_read.identities += identities.at(static_cast<qsizetype>(row));
        });
    connect(m_walk.get(), &IdentityWalk::progressed, this,
        [this] { emit progressed(m_walk->result().rows, m_walk->result().expected); });
    connect(m_walk.get(), &IdentityWalk::finished, this, [this] {
        m_read.expected = m_walk->result().expected;
        m_read.missing = m_walk->missing();
        m_read.unsettled = m_walk->result().unsettled;
        const ReadIdentities read = std::exchange(m_read, {});
        cancel();
        emit finished(read);
    });
    connect(m_walk.get(), &IdentityWalk::failed, this, [this](ApiError error) {
        error.operation = QCoreApplication::translate("IdentityReading", "Read identities");
        cancel();
        emit failed(error);
    });
    m_walk->start();
}

void IdentityReading::cancel()
{
    m_read = {};
    if (!m_walk)
        return;
    m_walk->stop();
    m_walk->disconnect(this);
    m_walk.release()->deleteLater(); // it may be emitting
}

} // namespace ic
