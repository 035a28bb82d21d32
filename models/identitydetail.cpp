#include "models/identitydetail.h"

#include "api/endpoints/getidentity.h"

#include <QJsonDocument>

namespace ic {

IdentityDetail::IdentityDetail(ApiClient& client, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(DebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &IdentityDetail::load);
}

void IdentityDetail::open(const Identity& known)
{
    if (m_state != State::None && m_identity.id == known.id)
        return;
    m_client.cancel(m_call);
    m_identity = known;
    m_jsonText.clear();
    m_error.reset();
    m_asOf = {};
    m_state = State::Loading;
    m_debounce.start();
    emit changed();
}

void IdentityDetail::close()
{
    m_client.cancel(m_call);
    m_debounce.stop();
    m_state = State::None;
    m_identity = {};
    m_jsonText.clear();
    emit changed();
}

void IdentityDetail::reload()
{
    if (m_state == State::None)
        return;
    m_client.cancel(m_call);
    m_state = State::Loading;
    load();
    emit changed();
}

void IdentityDetail::load()
{
    m_debounce.stop();
    m_call = m_client.send(GetIdentity { .id = m_identity.id }, this,
        [this](const Expected<IdentityDetails>& answer) {
            if (answer) {
                m_state = State::Loaded;
                m_identity = answer->identity;
                m_jsonText
                    = QString::fromUtf8(QJsonDocument(answer->raw).toJson(QJsonDocument::Indented));
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
