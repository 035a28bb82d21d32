#include "reading/identityreading.h"

#include "api/identityrecord.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace ic {

namespace {

constexpr qint64 MostReserved = 1'000'000; ///< whatever the tenant claims to have

Identity partOf(const IdentityRecord& record, IdentityReading::Detail detail)
{
    switch (detail) {
    case IdentityReading::Detail::Id:
        return { .id = IdentityId(toQString(record.id)) };
    case IdentityReading::Detail::Name:
        return { .id = IdentityId(toQString(record.id)), .name = toQString(record.name) };
    case IdentityReading::Detail::Person: {
        Identity person { .id = IdentityId(toQString(record.id)),
            .name = toQString(record.name),
            .alias = toQString(record.alias),
            .emailAddress = toQString(record.emailAddress),
            .identityStatus = toQString(record.identityStatus),
            .processingState = toQString(record.processingState),
            .modified = record.modified.utc() };
        if (record.lifecycleState && !record.lifecycleState->stateName.isEmpty())
            person.lifecycleState = { .stateName = toQString(record.lifecycleState->stateName) };
        return person;
    }
    case IdentityReading::Detail::Everything:
        return Identity::fromRecord(record);
    }
    Q_UNREACHABLE();
}

QByteArray bytesOf(QUtf8StringView text)
{
    return { text.data(), text.size() };
}

PageDecoder decoderFor(const ReadRequest& request, IdentityReading::Detail detail)
{
    return [order = SortOrder(stableSorters(request.sorters)),
               sorts = request.ids && !request.snapshot,
               detail](const ApiResponse& answer, qint64 offset) -> Expected<DecodedPage> {
        DecodedPage decoded { .totalCount = answer.totalCount };
        QList<Identity> identities;
        const RecordJson json = detail == IdentityReading::Detail::Everything
            ? RecordJson::Wanted
            : RecordJson::NotWanted;
        const auto problem = forEachIdentity(answer, json, [&](const IdentityRecord& record) {
            const auto row = [&record] {
                return bytesOf(record.name) + '\n' + bytesOf(record.alias) + '\n'
                    + bytesOf(record.emailAddress);
            };
            decoded.rows.push_back({
                .key = record.id.isEmpty() ? IdKey::ofRow(row(), offset + identities.size())
                                           : IdKey::of(record.id),
                .sortKey = order.hash(record),
                .withoutId = record.id.isEmpty(),
                .sortTexts = sorts ? order.texts(record) : QStringList(),
            });
            identities += partOf(record, detail);
        });
        if (problem)
            return *problem;
        decoded.content = std::move(identities);
        return decoded;
    };
}

} // namespace

Expected<QList<Identity>> readPeople(const ApiResponse& answer)
{
    QList<Identity> people;
    const auto problem
        = forEachIdentity(answer, RecordJson::NotWanted, [&people](const IdentityRecord& record) {
              people += partOf(record, IdentityReading::Detail::Person);
          });
    if (problem)
        return *problem;
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
            // To grow a list of a million by copying stops the window for half a second.
            if (m_read.identities.isEmpty())
                m_read.identities.reserve(std::clamp(m_walk->result().expected, 0LL, MostReserved));
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
