#include "files/rowencoder.h"

#include "api/identity.h"
#include "base/wellformedjson.h"
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
    , m_isSelection(request.who.ids.has_value())
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

Expected<DecodedPage> RowEncoder::read(const ApiResponse& response, qint64 offset) const
{
    const Expected<IdentityPage> answer = ListIdentities::parse(response);
    if (!answer)
        return answer.error();
    const QList<Identity>& identities = answer->identities;
    const bool whole = m_format == ExportFormat::JsonLines && m_columns.isEmpty();
    const QByteArray body = whole ? wellFormedJson(response.body) : QByteArray();
    const QList<QByteArrayView> records = elementsOfJsonList(body);

    DecodedPage page { .totalCount = answer->totalCount };
    EncodedRows encoded;
    page.rows.reserve(static_cast<std::size_t>(identities.size()));
    encoded.rows.reserve(static_cast<std::size_t>(identities.size()));
    CsvWriter csv(m_csv);
    JsonLinesWriter json;
    const auto block = [&] { return m_format == ExportFormat::Csv ? csv.block() : json.block(); };
    for (qsizetype i = 0; i < identities.size(); ++i) {
        const Identity& identity = identities.at(i);
        const qsizetype begin = block().size();
        if (whole)
            json.record(records.at(i));
        else if (m_format == ExportFormat::JsonLines)
            writeRow(json, identity);
        else
            writeRow(csv, identity);
        encoded.rows.push_back({ block().size(), identity.oddity });
        page.rows.push_back({
            .key = identity.id.isEmpty() ? IdKey::ofRow(block().sliced(begin), offset + i)
                                         : IdKey::of(identity.id),
            .sortKey = m_order.hash(identity),
            .withoutId = identity.id.isEmpty(),
            .sortTexts = m_isSelection ? m_order.texts(identity) : QStringList(),
        });
    }
    encoded.lines = m_format == ExportFormat::Csv ? csv.takeBlock() : json.takeBlock();
    page.content = std::move(encoded);
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

} // namespace ic
