#include "csv/rowencoder.h"

#include "api/endpoints/listidentities.h"
#include "base/wellformedjson.h"
#include "csv/jsonlines.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace ic {

namespace {

/// FNV-1a over folded characters; the separator keeps "ab","c" from "a","bc".
class TextHash
{
public:
    void add(QStringView text)
    {
        for (const QChar c : text)
            mix(c.unicode() < 128 ? asciiLower(c.unicode()) : c.toCaseFolded().unicode());
        mix(0xffff);
    }
    quint64 value() const { return m_value; }

private:
    static char16_t asciiLower(char16_t c)
    {
        return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c + 32) : c;
    }
    void mix(char16_t unit) { m_value = (m_value ^ unit) * 0x100000001B3U; }

    quint64 m_value = 0xCBF29CE484222325U;
};

IdKey keyOfRow(QByteArrayView line, qint64 place)
{
    QByteArray row = QByteArray::number(place) + ' ';
    row.append(line);
    const QByteArray digest = QCryptographicHash::hash(row, QCryptographicHash::Sha256);
    return { qFromBigEndian<quint64>(digest.constData()),
        qFromBigEndian<quint64>(digest.constData() + 8) };
}

QList<FieldId> sortFields(const QStringList& sorters)
{
    QList<FieldId> fields;
    for (const QString& sorter : sorters) {
        for (const IdentityField& field : identityFields()) {
            if (!field.sorter.isEmpty()
                && (sorter == field.sorter || sorter == u'-' + field.sorter))
                fields += field.id;
        }
    }
    return fields;
}

} // namespace

RowEncoder::RowEncoder(const ExportRequest& request)
    : m_columns(request.columns)
    , m_except(request.ids ? QSet<IdentityId>() : request.except)
    , m_sortFields(sortFields(stableSorters(request.sorters)))
    , m_csv(request.csv)
    , m_format(request.format)
    , m_selection(request.ids.has_value())
{
}

QByteArray RowEncoder::head() const
{
    if (m_format == ExportFormat::JsonLines)
        return {};
    CsvWriter writer(m_csv);
    writer.start();
    if (m_csv.header) {
        for (const ExportColumn& column : m_columns)
            writer.field(m_csv.shownNames ? column.title : column.header);
        writer.endRow();
    }
    return writer.takeBlock();
}

Expected<ExportPage> RowEncoder::read(const ApiResponse& response, qint64 offset) const
{
    Expected<IdentityPage> answer = ListIdentities::parse(response);
    if (!answer)
        return answer.error();
    const QList<Identity>& identities = answer->identities;
    const bool whole = m_format == ExportFormat::JsonLines && m_columns.isEmpty();
    const QByteArray body = whole ? wellFormedJson(response.body) : QByteArray();
    const QList<QByteArrayView> records = elementsOfJsonList(body);

    ExportPage page { .totalCount = answer->totalCount };
    page.encoded.rows.reserve(static_cast<std::size_t>(identities.size()));
    CsvWriter csv(m_csv);
    JsonLinesWriter json;
    const auto size = [&] { return m_format == ExportFormat::Csv ? csv.size() : json.size(); };
    const auto bytesFrom = [&](qsizetype from) {
        const QByteArrayView block = m_format == ExportFormat::Csv ? csv.block() : json.block();
        return block.sliced(from);
    };
    for (qsizetype i = 0; i < identities.size(); ++i) {
        const Identity& identity = identities.at(i);
        EncodedPage::Row row { .sortKey = sortKey(identity),
            .withoutId = identity.id.isEmpty(),
            .oddity = identity.oddity };
        row.excluded = !m_except.isEmpty() && m_except.contains(identity.id);
        const qsizetype begin = size();
        if (!row.excluded) {
            if (whole)
                json.record(records.at(i));
            else if (m_format == ExportFormat::JsonLines)
                writeRow(json, identity);
            else
                writeRow(csv, identity);
        }
        row.end = size();
        row.key = row.withoutId ? keyOfRow(bytesFrom(begin), offset + i) : IdKey::of(identity.id);
        page.encoded.rows.push_back(std::move(row));
    }
    page.encoded.lines = m_format == ExportFormat::Csv ? csv.takeBlock() : json.takeBlock();
    if (m_selection)
        page.identities = std::move(answer).value().identities;
    return page;
}

template <class Writer> void RowEncoder::writeRow(Writer& writer, const Identity& identity) const
{
    for (const ExportColumn& column : m_columns) {
        if constexpr (std::is_same_v<Writer, CsvWriter>)
            writer.field(column.text(identity));
        else
            writer.member(column.header, column.value(identity));
    }
    writer.endRow();
}

quint64 RowEncoder::sortKey(const Identity& identity) const
{
    TextHash hash;
    for (const FieldId field : m_sortFields)
        hash.add(identityField(field).text(identity));
    return hash.value();
}

} // namespace ic
