#include "models/lists/listlookup.h"

#include "reading/identityreading.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// So many entries may be refused one by one; then it is not the entries.
constexpr int MostRefusals = 20;

/// Whether the filter was too much for the tenant, not the console's right to ask.
bool isAboutTheFilter(const ApiError& error)
{
    return error.kind == ApiError::Kind::BadRequest
        && (error.httpStatus == 400 || error.httpStatus == 413 || error.httpStatus == 414
            || error.httpStatus == 431);
}

} // namespace

ListLookup::ListLookup(ApiClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

ListLookup::~ListLookup()
{
    withdraw();
}

void ListLookup::start(const QString& text, const ListOptions& options)
{
    withdraw();
    m_match.reset();
    m_list = {};
    m_report = {};
    m_refusals = 0;
    m_reading.start(
        this,
        [text, options](const std::atomic_bool& stop) {
            ReadList read { .list = parseList(text, options, &stop) };
            if (read.list.problem.isEmpty())
                read.match = std::make_unique<ListMatch>(read.list, options.key);
            return read;
        },
        [this](ReadList& read) { onRead(read); });
    enter(Stage::Reading);
}

void ListLookup::stop()
{
    if (!isRunning())
        return;
    withdraw();
    enter(m_match ? Stage::Stopped : Stage::Idle);
}

void ListLookup::resume()
{
    if (!m_match || isRunning() || m_stage == Stage::Done)
        return;
    enter(Stage::Asking);
    askMore();
}

void ListLookup::enter(Stage stage)
{
    m_stage = stage;
    if (m_match)
        m_report = m_match->report();
    emit changed();
}

void ListLookup::onRead(ReadList& read)
{
    m_list = std::move(read.list);
    m_match = std::move(read.match);
    if (!m_match) {
        enter(Stage::Refused);
        return;
    }
    enter(Stage::Asking);
    askMore();
}

void ListLookup::askMore()
{
    while (m_underWay.size() < MostOutstanding) {
        std::optional<ListMatch::Batch> batch = m_match->take(!m_underWay.empty());
        if (!batch)
            break;
        send(std::move(*batch));
    }
    if (m_underWay.empty())
        enter(Stage::Done);
}

void ListLookup::send(ListMatch::Batch batch)
{
    const ListIdentities request { .filters = batch.filter,
        .sorters = { u"name"_s, u"alias"_s },
        .correlatedOnly = false,
        .offset = batch.offset,
        .lane = Lane::Bulk };
    const quint64 number = ++m_lastNumber;
    const auto call = m_client.read<QList<Identity>>(request.request(), readPeople, this,
        [this, number](const Expected<QList<Identity>>& answer) { onAnswer(number, answer); });
    m_underWay.emplace(number, UnderWay { std::move(batch), call });
}

void ListLookup::onAnswer(quint64 number, const Expected<QList<Identity>>& answer)
{
    ListMatch::Batch batch = std::move(m_underWay.at(number).batch);
    m_underWay.erase(number);
    if (answer) {
        if (m_match->accept(batch, *answer) == ListMatch::Next::AnotherPage)
            send(std::move(batch));
    } else if (isAboutTheFilter(answer.error()) && m_refusals < MostRefusals) {
        const ApiError& error = answer.error();
        const QString why = tr("The tenant refused it: %1")
                                .arg(error.serverText.isEmpty() ? error.title() : error.serverText);
        m_refusals += m_match->refused(batch, why) ? 0 : 1;
    } else {
        m_match->giveBack(batch);
        fail(answer.error());
        return;
    }
    emit progressed();
    askMore();
}

void ListLookup::fail(const ApiError& error)
{
    m_error = error;
    withdraw();
    enter(Stage::Failed);
}

void ListLookup::withdraw()
{
    m_reading.cancel();
    for (const auto& [number, one] : m_underWay) {
        m_client.cancel(one.call);
        m_match->giveBack(one.batch);
    }
    m_underWay.clear();
}

} // namespace ic
