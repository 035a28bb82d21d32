#include "models/selection/gonepeople.h"

#include "base/plaintext.h"
#include "base/wording.h"

namespace ic {

GonePeople::GonePeople(ApiClient& client, SelectionStore& selection, QObject* parent)
    : QObject(parent)
    , m_selection(selection)
    , m_reading(client, IdentityReading::Detail::Id)
{
    connect(&m_reading, &IdentityReading::progressed, this, [this](qint64 read) {
        m_read = read;
        emit changed();
    });
    connect(&m_reading, &IdentityReading::finished, this, &GonePeople::onRead);
    connect(&m_reading, &IdentityReading::failed, this, [this](const ApiError& error) {
        m_why = error.sentence();
        enter(State::Unclear);
    });
    connect(&selection, &SelectionStore::changed, this, [this] {
        if (m_selection.isEmpty())
            stop();
    });
}

void GonePeople::enter(State state)
{
    m_state = state;
    emit changed();
}

void GonePeople::check(const QList<IdentityId>& ids)
{
    m_reading.cancel();
    m_gone.clear();
    m_ids = ids;
    if (ids.isEmpty())
        enter(State::Idle);
    else if (ids.size() > MostUnasked)
        enter(State::TooMany);
    else
        askAll();
}

void GonePeople::askAll()
{
    m_read = 0;
    enter(State::Asking);
    m_reading.read({ .ids = m_ids });
}

void GonePeople::stop()
{
    if (m_state == State::Idle)
        return;
    m_reading.cancel();
    m_gone.clear();
    m_ids.clear();
    enter(State::Idle);
}

void GonePeople::onRead(const ReadIdentities& read)
{
    // Somebody without an id may be anybody: then nobody is known to be gone.
    if (read.holdsNobody()) {
        m_why = tr("The tenant gave records without an id.");
        enter(State::Unclear);
        return;
    }
    m_gone = read.missing;
    m_names.clear();
    for (const IdentityId& id : m_gone.first(std::min(m_gone.size(), MostNamed)))
        m_names += firstShown({ m_selection.names().value(id), id.text() }, LongestInSentence);
    enter(m_gone.isEmpty() ? State::Idle : State::Found);
}

void GonePeople::untick()
{
    m_selection.setSelected(std::exchange(m_gone, {}), false);
    stop();
}

QString GonePeople::words() const
{
    switch (m_state) {
    case State::Idle:
        return {};
    case State::TooMany:
        return canAsk() ? tr("Whether all of them still exist is not known.")
                        : tr("Whether all of them still exist is not known; a change leaves out "
                             "whoever does not.");
    case State::Asking:
        return tr("Finding out whether all of them still exist… %1 of %2")
            .arg(numberText(m_read), numberText(m_ids.size()));
    case State::Found: {
        QStringList names = m_names;
        if (const qsizetype more = m_gone.size() - names.size(); more > 0)
            names += tr("%Ln others", "%Ln other", pluralCount(more));
        return tr("%Ln of the selected no longer exist: %1.",
            "%Ln of the selected no longer exists: %1.", pluralCount(m_gone.size()))
            .arg(andList(names));
    }
    case State::Unclear:
        return tr("Whether all of them still exist could not be found out. %1").arg(m_why);
    }
    Q_UNREACHABLE();
}

} // namespace ic
