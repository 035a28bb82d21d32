#include "models/details/identitydetail.h"

#include "api/identity.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace ic {

namespace {

QString indented(const QJsonValue& value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented));
    // A document is an object or a list: what stands in a list of one is the value.
    const QByteArray list = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace

IdentityDetail::IdentityDetail(ApiClient& client, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(DebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, [this] {
        load();
        emit changed(); // settled
    });
}

void IdentityDetail::open(const Identity& known, const QDateTime& keptAt)
{
    const bool isSame = m_state != State::None && m_identity.id == known.id && !known.id.isEmpty();
    // What was read anew is not older for being clicked once more.
    if (isSame && (m_keptAt == keptAt || (keptAt.isValid() && m_asOf > keptAt)))
        return;
    if (m_isPassing)
        m_history.removeAt(m_position--);
    show(known, keptAt);
    m_isPassing = remember();
    m_debounce.start();
    emit changed();
}

void IdentityDetail::openById(const IdentityId& id, const QString& name)
{
    if (id.isEmpty())
        return;
    Identity known;
    known.id = id;
    known.name = name;
    open(known);
}

void IdentityDetail::show(const Identity& known, const QDateTime& keptAt)
{
    m_client.cancel(m_call);
    ++m_generation;
    m_identity = known;
    m_jsonText.clear();
    m_error.reset();
    m_asOf = {};
    m_keptAt = keptAt;
    m_state = State::Loading;
    m_isPassing = false;
}

bool IdentityDetail::remember()
{
    m_history.resize(m_position + 1);
    const bool isNew = m_history.isEmpty() || m_history.last().id != m_identity.id;
    if (isNew)
        m_history += m_identity;
    if (m_history.size() > HistoryKept)
        m_history.removeFirst();
    m_position = m_history.size() - 1;
    return isNew;
}

void IdentityDetail::close()
{
    m_client.cancel(m_call);
    m_debounce.stop();
    ++m_generation;
    m_isPassing = false;
    m_state = State::None;
    m_identity = {};
    m_jsonText.clear();
    m_error.reset();
    m_asOf = {};
    m_keptAt = {};
    emit changed();
}

void IdentityDetail::reload()
{
    if (m_state == State::None)
        return;
    m_client.cancel(m_call);
    ++m_generation;
    m_keptAt = {};
    m_state = State::Loading;
    load();
    emit changed();
}

QList<Identity> IdentityDetail::recent(qsizetype most) const
{
    QList<Identity> last;
    for (auto one = m_history.crbegin(); one != m_history.crend() && last.size() < most; ++one) {
        if (std::ranges::find(last, one->id, &Identity::id) == last.cend())
            last += *one;
    }
    return last;
}

bool IdentityDetail::canGoBack() const
{
    return m_position > 0 || (m_state == State::None && m_position == 0);
}

bool IdentityDetail::canGoForward() const
{
    return m_state != State::None && m_position + 1 < m_history.size();
}

void IdentityDetail::goBack()
{
    if (!canGoBack())
        return;
    if (m_state != State::None)
        --m_position;
    show(m_history.at(m_position));
    m_debounce.start();
    emit changed();
}

void IdentityDetail::goForward()
{
    if (!canGoForward())
        return;
    show(m_history.at(++m_position));
    m_debounce.start();
    emit changed();
}

void IdentityDetail::load()
{
    m_debounce.stop();
    m_isPassing = false;
    if (m_identity.id.isEmpty() || m_keptAt.isValid()) {
        // Nobody can be asked about, or is: the row is all there is.
        m_state = State::Loaded;
        m_asOf = m_keptAt;
        m_jsonText = indented(m_identity.record.value());
        return;
    }
    m_call = m_client.send(
        GetIdentity { .id = m_identity.id }, this, [this](const Expected<Identity>& answer) {
            if (answer) {
                const IdentityId asked = m_identity.id;
                m_state = State::Loaded;
                m_identity = *answer;
                m_identity.id = asked; // an answer may leave it out
                m_jsonText = indented(answer->record.value());
                m_error.reset();
                m_asOf = m_clock.utcNow();
            } else {
                m_state = State::Failed;
                m_error = answer.error();
            }
            emit changed();
        });
}

} // namespace ic
