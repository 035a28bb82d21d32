#pragma once

#include "support/clientrig.h"

#include "files/identityexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QUrlQuery>

#include <optional>

namespace ic::test {

/// An export over a real client and scheduler, against a tenant that is a list in memory and
/// answers when and in the order the test says.
struct ExportRig : ClientRig
{
    struct Query
    {
        int limit = 0;
        int offset = 0;
        bool count = false;
        QString filters;
        QString sorters;
        QString defaultFilter;
    };

    explicit ExportRig(int identities)
    {
        for (int i = 0; i < identities; ++i)
            tenant += person(i);
    }

    static QString idOf(int number) { return QString::number(number, 16).rightJustified(32, u'0'); }
    static QJsonObject person(int number)
    {
        return { { QStringLiteral("id"), idOf(number) },
            { QStringLiteral("name"), QStringLiteral("Person %1").arg(number, 7) },
            { QStringLiteral("alias"), QString::number(number) } };
    }
    /// The file's content for these rows of person().
    static QByteArray rows(const QList<int>& numbers)
    {
        QByteArray text;
        for (const int number : numbers)
            text += idOf(number).toLatin1() + ",Person "
                + QByteArray::number(number).rightJustified(7) + "\r\n";
        return text;
    }
    static QList<int> range(int from, int to)
    {
        QList<int> numbers;
        for (int i = from; i < to; ++i)
            numbers += i;
        return numbers;
    }

    QString path() const { return dir.filePath(QStringLiteral("out.csv")); }
    QByteArray file() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    /// Without header, id and name alone.
    ExportRequest request() const
    {
        ExportRequest request;
        request.columns = { exportColumn(FieldId::Id), exportColumn(FieldId::Name) };
        request.csv.header = false;
        request.path = path();
        return request;
    }

    void start(const ExportRequest& request, std::unique_ptr<ExportSink> sink = nullptr)
    {
        start(request, ExportForm { .sink = std::move(sink) });
    }
    void start(const ExportRequest& request, ExportForm form)
    {
        exporter = std::make_unique<IdentityExport>(client, clock, request, std::move(form));
        QObject::connect(exporter.get(), &IdentityExport::finished, exporter.get(),
            [this](const IdentityExport::Outcome& result) {
                ++finishes;
                outcome = result;
            });
        QObject::connect(exporter.get(), &IdentityExport::progress, exporter.get(),
            [this](const ExportProgress& one) { progress += one; });
        exporter->start();
        turn();
    }

    Query query(Transport::Id id) const
    {
        const QUrlQuery query(wire.request(id).url);
        const auto value = [&](const char* name) {
            return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
        };
        return { value("limit").toInt(), value("offset").toInt(), value("count") == u"true",
            value("filters"), value("sorters"), value("defaultFilter") };
    }
    void answer(Transport::Id id)
    {
        const Query asked = query(id);
        QJsonArray page;
        const bool selection = asked.filters.startsWith(u"id in");
        QList<int> found; // as the tenant knows them now
        for (int i = 0; i < tenant.size(); ++i) {
            const bool isCorrelated = !uncorrelated.contains(tenant[i][u"alias"].toString());
            if ((asked.defaultFilter != u"CORRELATED_ONLY" || isCorrelated)
                && (!asked.filters.startsWith(u"correlated eq false") || !isCorrelated))
                found += i;
        }
        for (int i = selection ? 0 : asked.offset; i < found.size() && page.size() < asked.limit;
             ++i) {
            const int row = found[i];
            if (!selection || asked.filters.contains(tenant[row][u"id"].toString()))
                page += instead.value(row, tenant[row]);
        }
        WireReply reply { .status = 200, .body = QJsonDocument(page).toJson() };
        if (asked.count && counts)
            reply.headers.insert("x-total-count", QByteArray::number(found.size()));
        wire.answer(id, reply);
        turn();
    }
    /// Answers everything until nothing is asked any more.
    void answerAll(bool newestFirst = false)
    {
        while (wire.openCount() > 0)
            answer(newestFirst ? wire.newest() : wire.oldest());
    }

    QTemporaryDir dir;
    QList<QJsonObject> tenant; ///< in its order
    QHash<int, QJsonValue> instead; ///< what it gives in place of a record, by row
    QSet<QString> uncorrelated; ///< aliases of them
    bool counts = true; ///< gives X-Total-Count where it is asked for
    std::unique_ptr<IdentityExport> exporter;
    std::optional<IdentityExport::Outcome> outcome;
    int finishes = 0;
    QList<ExportProgress> progress;
};

/// A sink that fails where it is told to; what it accepted is in `bytes`.
class FailingSink final : public ExportSink
{
public:
    enum class At { Nothing, Open, Write, Commit };

    FailingSink(At at, int goodWrites, QByteArray* bytes)
        : m_at(at)
        , m_goodWrites(goodWrites)
        , m_bytes(bytes)
    {
    }

    bool open() override { return m_at != At::Open; }
    bool write(const QByteArray& block) override
    {
        if (m_at == At::Write && m_goodWrites-- == 0)
            return false;
        *m_bytes += block;
        return true;
    }
    bool commit() override { return m_at != At::Commit; }
    QString problem() const override { return QStringLiteral("No space left on device"); }

private:
    At m_at;
    int m_goodWrites;
    QByteArray* m_bytes;
};

} // namespace ic::test
