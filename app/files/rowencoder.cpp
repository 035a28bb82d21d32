#include "files/rowencoder.h"

#include "api/identityrecord.h"
#include "files/jsonlines.h"

namespace ic {

QByteArrayView EncodedRows::bytes(std::size_t from, std::size_t to) const
{
    const qsizetype begin = from == 0 ? 0 : rows[from - 1].end;
    return QByteArrayView(lines).sliced(begin, rows[to - 1].end - begin);
}

RowEncoder::RowEncoder(const ExportRequest& request)
    : m_columns(request.columns)
    , m_order(stableSorters(request.who.sorters))
    , m_csv(request.csv)
    , m_format(request.format)
    , m_sortsRows(request.who.ids && !request.who.snapshot)
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

Expected<DecodedPage> RowEncoder::read(
    const ApiResponse& response, qint64 offset, std::optional<bool> /*correlated*/) const
{
    const bool whole = m_format == ExportFormat::JsonLines && m_columns.isEmpty();
    DecodedPage page { .totalCount = response.totalCount };
    EncodedRows encoded;
    CsvWriter csv(m_csv);
    JsonLinesWriter json;
    QByteArray buffer;
    const auto block = [&] { return m_format == ExportFormat::Csv ? csv.block() : json.block(); };
    const RecordJson needed = whole ? RecordJson::Wanted : RecordJson::NotWanted;
    const auto problem = forEachIdentity(response, needed, [&](const IdentityRecord& record) {
        const qsizetype begin = block().size();
        if (whole)
            json.record(record.json);
        else if (m_format == ExportFormat::JsonLines)
            writeRow(json, record, buffer);
        else
            writeRow(csv, record, buffer);
        const qint64 place = offset + static_cast<qint64>(page.rows.size());
        encoded.rows.push_back({ block().size(), record.oddity });
        page.rows.push_back({
            .key = record.id.isEmpty() ? IdKey::ofRow(block().sliced(begin), place)
                                       : IdKey::of(record.id),
            .sortKey = m_order.hash(record),
            .withoutId = record.id.isEmpty(),
            .sortTexts = m_sortsRows ? m_order.texts(record) : QStringList(),
        });
    });
    if (problem)
        return *problem;
    encoded.lines = m_format == ExportFormat::Csv ? csv.takeBlock() : json.takeBlock();
    page.content = std::move(encoded);
    return page;
}

void RowEncoder::writeRow(CsvWriter& writer, const IdentityRecord& record, QByteArray& buffer) const
{
    for (const ExportColumn& column : m_columns)
        writer.field(column.text(record, buffer));
    writer.endRow();
}

void RowEncoder::writeRow(
    JsonLinesWriter& writer, const IdentityRecord& record, QByteArray& buffer) const
{
    for (const ExportColumn& column : m_columns) {
        const QByteArray name = column.header.toUtf8();
        if (!column.field) {
            const JsonValue value = record.attributes.member(column.attribute);
            if (value.type() == QJsonValue::String)
                writer.member(name, value.text());
            else
                writer.member(name, value.toQt());
        } else if (column.field->id == FieldId::IsManager) {
            writer.member(name, QJsonValue(record.isManager));
        } else if (const QUtf8StringView text = column.text(record, buffer); !text.isEmpty()) {
            writer.member(name, text);
        } else {
            writer.member(name, QJsonValue());
        }
    }
    writer.endRow();
}

} // namespace ic
