#include "csv/identityreading.h"

#include "base/wellformedjson.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr std::array Fields { FieldId::Id, FieldId::Name, FieldId::Alias, FieldId::EmailAddress,
    FieldId::IdentityStatus, FieldId::LifecycleState };

ExportRequest intoMemory(ExportRequest wish)
{
    wish.format = ExportFormat::JsonLines;
    wish.columns.clear();
    for (const FieldId field : Fields)
        wish.columns += exportColumn(field);
    wish.path.clear();
    return wish;
}

Identity fromLine(const QByteArray& line)
{
    const QJsonObject object = QJsonDocument::fromJson(wellFormedJson(line)).object();
    const auto text
        = [&object](FieldId field) { return object.value(identityField(field).key).toString(); };
    Identity identity { .id = IdentityId(text(FieldId::Id)),
        .name = text(FieldId::Name),
        .alias = text(FieldId::Alias),
        .emailAddress = text(FieldId::EmailAddress),
        .identityStatus = text(FieldId::IdentityStatus) };
    if (const QString state = text(FieldId::LifecycleState); !state.isEmpty())
        identity.lifecycleState = LifecycleState { .stateName = state };
    return identity;
}

/// Takes the lines of an export apart again as they come.
class MemorySink final : public ExportSink
{
public:
    explicit MemorySink(std::shared_ptr<ReadIdentities> into)
        : m_into(std::move(into))
    {
    }

    bool open() override { return true; }
    bool write(const QByteArray& block) override
    {
        m_rest += block;
        qsizetype begin = 0;
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', begin)) {
            m_into->identities += fromLine(m_rest.sliced(begin, end - begin));
            begin = end + 1;
        }
        m_rest.remove(0, begin);
        return true;
    }
    bool commit() override { return true; }
    QString problem() const override { return {}; }

private:
    std::shared_ptr<ReadIdentities> m_into;
    QByteArray m_rest;
};

} // namespace

IdentityReading::IdentityReading(
    ApiClient& client, const Clock& clock, ExportRequest wish, QObject* parent)
    : QObject(parent)
    , m_ids(wish.ids)
    , m_read(std::make_shared<ReadIdentities>())
    , m_export(std::make_unique<IdentityExport>(
          client, clock, intoMemory(std::move(wish)), std::make_unique<MemorySink>(m_read)))
{
    connect(m_export.get(), &IdentityExport::progress, this, &IdentityReading::progress);
    connect(m_export.get(), &IdentityExport::finished, this, &IdentityReading::onFinished);
}

IdentityReading::~IdentityReading() = default;

void IdentityReading::start()
{
    m_export->start();
}

void IdentityReading::cancel()
{
    if (m_export)
        m_export->cancel();
}

void IdentityReading::onFinished(const IdentityExport::Outcome& outcome)
{
    m_export.release()->deleteLater(); // it is still emitting
    if (!outcome) {
        ApiError error = outcome.error();
        error.operation = u"Read identities"_s;
        emit finished(error);
        return;
    }
    m_read->unsettled = outcome->unsettled;
    if (m_ids && outcome->missing > 0) {
        QSet<IdentityId> found;
        found.reserve(m_read->identities.size());
        for (const Identity& identity : std::as_const(m_read->identities))
            found.insert(identity.id);
        for (const IdentityId& id : std::as_const(*m_ids)) {
            if (!id.isEmpty() && !found.contains(id)) {
                found.insert(id);
                m_read->missing += id;
            }
        }
    }
    emit finished(std::exchange(*m_read, {}));
}

} // namespace ic
