#include "models/jobs/apilogmodel.h"

#include "base/plaintext.h"
#include "operations/operationscript.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isSuccess(const ApiCall& call)
{
    return call.state == ApiCall::State::Answered && call.status >= 200 && call.status < 300;
}

bool isFailure(const ApiCall& call)
{
    return call.state != ApiCall::State::UnderWay && !isSuccess(call);
}

/// What the statuses of the API are called.
QString statusWord(int status)
{
    switch (status) {
    case 200:
        return u"OK"_s;
    case 202:
        return ApiLogModel::tr("Accepted");
    case 204:
        return ApiLogModel::tr("No content");
    case 400:
        return ApiLogModel::tr("Bad request");
    case 401:
        return ApiLogModel::tr("Unauthorized");
    case 403:
        return ApiLogModel::tr("Forbidden");
    case 404:
        return ApiLogModel::tr("Not found");
    case 429:
        return ApiLogModel::tr("Too many");
    default:
        return status >= 500 ? ApiLogModel::tr("Server error") : QString();
    }
}

QString statusText(const ApiCall& call)
{
    switch (call.state) {
    case ApiCall::State::UnderWay:
        return u"…"_s;
    case ApiCall::State::Abandoned:
        return ApiLogModel::tr("cut off");
    case ApiCall::State::NotSent:
        return ApiLogModel::tr("not sent");
    case ApiCall::State::Failed:
        return ApiLogModel::tr("no answer");
    case ApiCall::State::Answered:
        break;
    }
    if (call.status == 429 && call.retryAfterSeconds > 0)
        return ApiLogModel::tr("429 wait %1 s").arg(call.retryAfterSeconds);
    return u"%1 %2"_s.arg(call.status).arg(statusWord(call.status)).trimmed();
}

/// Readable, and still one line of plain text.
QString pathText(const ApiCall& call)
{
    const QUrl url(call.url);
    const QString query = url.query(QUrl::PrettyDecoded).replace(u"%20"_s, u" "_s);
    return url.path(QUrl::PrettyDecoded)
        + (query.isEmpty() ? QString() : u'?' + QString(query).replace(u"%22"_s, u"\""_s));
}

} // namespace

int ApiLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_calls.size());
}

int ApiLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ApiLogModel::text(const ApiCall& call, int column) const
{
    switch (column) {
    case Time:
        return call.at.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    case Method:
        return QString::fromLatin1(call.method);
    case Path:
        return pathText(call);
    case Status:
        return statusText(call);
    case Milliseconds:
        return call.state == ApiCall::State::UnderWay ? QString() : QString::number(call.ms);
    case Tries:
        return QString::number(call.attempt);
    case Lane:
        return call.bulk ? tr("Bulk") : tr("Interactive");
    case TrackingId:
        return call.trackingId;
    default:
        return {};
    }
}

QVariant ApiLogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ApiCall& entry = call(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Milliseconds || index.column() == Tries
            ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case Qt::ToolTipRole:
        return toolTipText(entry.problem.isEmpty() ? text(entry, index.column()) : entry.problem);
    case FailureRole:
        return isFailure(entry);
    default:
        return {};
    }
}

QVariant ApiLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Milliseconds || section == Tries))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Time"), tr("Method"), tr("Path"), tr("Status"), u"ms"_s,
        tr("Tries"), tr("Lane"), tr("Tracking id") };
    return titles.value(section);
}

void ApiLogModel::record(const ApiCall& call)
{
    if (!m_held) {
        apply(call);
        return;
    }
    m_waiting.push_back(call);
    // Two tell of each request: left, and ended.
    if (m_waiting.size() > 2 * MostRows)
        m_waiting.pop_front();
}

void ApiLogModel::setHeld(bool held)
{
    m_held = held;
    if (held)
        return;
    for (const ApiCall& call : std::exchange(m_waiting, {}))
        apply(call);
}

void ApiLogModel::apply(const ApiCall& call)
{
    const auto known = std::find_if(m_calls.begin(), m_calls.end(),
        [&call](const ApiCall& entry) { return entry.request == call.request; });
    if (known != m_calls.end()) {
        *known = call;
        const int row = static_cast<int>(known - m_calls.begin());
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    if (m_calls.size() == MostRows) {
        beginRemoveRows({}, MostRows - 1, MostRows - 1);
        m_calls.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_calls.push_front(call);
    endInsertRows();
}

ApiLogFilter::ApiLogFilter(ApiLogModel& log, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_log(log)
{
    setSourceModel(&log);
}

void ApiLogFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void ApiLogFilter::setFailuresOnly(bool on)
{
    m_failuresOnly = on;
    invalidateFilter();
}

const ApiCall& ApiLogFilter::call(const QModelIndex& index) const
{
    return m_log.call(mapToSource(index).row());
}

bool ApiLogFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    if (m_failuresOnly && !isFailure(m_log.call(row)))
        return false;
    if (m_text.isEmpty())
        return true;
    for (const int column :
        { ApiLogModel::Method, ApiLogModel::Path, ApiLogModel::Status, ApiLogModel::TrackingId }) {
        if (m_log.index(row, column).data().toString().contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QString curlCommand(const ApiCall& call)
{
    QStringList parts { u"curl -X %1 %2"_s.arg(
        QString::fromLatin1(call.method), shellQuoted(call.url)) };
    parts += u"--globoff"_s; // brackets are text
    // Not quoted by shellQuoted(): the shell fills in the token.
    parts += u"-H \"Authorization: Bearer $ISC_TOKEN\""_s;
    parts += u"-H 'X-SailPoint-Experimental: true'"_s;
    if (!call.body.isEmpty()) {
        parts += u"-H 'Content-Type: application/json'"_s;
        parts += u"--data-raw "_s + shellQuoted(QString::fromUtf8(call.body));
    }
    return parts.join(u" \\\n  "_s);
}

QString powerShellCommand(const ApiCall& call)
{
    QString command = u"Invoke-RestMethod -Method %1 -Uri %2 -Headers @{ Authorization = "
                      "\"Bearer $env:ISC_TOKEN\"; 'X-SailPoint-Experimental' = 'true' }"_s.arg(
                          QString::fromLatin1(call.method), powerShellQuoted(call.url));
    if (!call.body.isEmpty())
        command += u" -ContentType 'application/json' -Body "_s
            + powerShellQuoted(QString::fromUtf8(call.body));
    return command;
}

} // namespace ic
