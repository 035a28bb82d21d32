#include "ui/connections/secretfield.h"

#include "ui/parts/fieldnote.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

SecretField::SecretField(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_note(new FieldNote(this))
    , m_problem(new FieldNote(this))
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setAccessibleName(name);
    m_note->setObjectName(u"secretNote"_s);
    m_note->keepPlace();
    m_problem->setObjectName(u"secretProblem"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    layout->addWidget(m_note);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        showProblem({});
        emit edited();
    });
}

void SecretField::setSecret(const Secret& typed)
{
    // setText() rather than clear(): it forgets what Undo would bring back.
    m_edit->setText(typed.reveal());
    showProblem({});
}

void SecretField::setState(
    const std::optional<SecretState>& state, bool isKept, const QString& instead)
{
    m_edit->setPlaceholderText(isKept ? tr("kept, leave empty to keep it") : QString());
    if (!state) {
        m_note->clear();
    } else if (!isKept && !instead.isEmpty()) {
        m_note->say(u"info"_s, Tone::Neutral, instead);
    } else if (state->hasKeychain && isKept && state->isOnItsWay) {
        m_note->say(u"loader"_s, Tone::Neutral,
            tr("Given to the system keychain, which may ask for its password."));
    } else if (state->hasKeychain && isKept && state->isInMemoryOnly) {
        m_note->sayWarning(
            tr("The system keychain did not take it: kept in memory until you quit."));
    } else if (state->hasKeychain) {
        m_note->say(u"key-round"_s, Tone::Neutral,
            isKept ? tr("Kept in the system keychain, and nowhere else.")
                   : tr("Will be kept in the system keychain, and nowhere else."));
    } else {
        m_note->sayWarning(isKept ? tr("No keychain on this system: kept in memory until you quit.")
                                  : tr("No keychain on this system: will be kept in memory until "
                                       "you quit."));
    }
    m_edit->setAccessibleDescription(m_note->text());
}

void SecretField::showProblem(const QString& text)
{
    if (text.isEmpty())
        m_problem->clear();
    else
        m_problem->sayProblem(text);
    m_edit->setAccessibleDescription(text.isEmpty() ? m_note->text() : text);
}

bool SecretField::isTyped() const
{
    return !m_edit->text().isEmpty();
}

bool SecretField::holds(const Secret& secret) const
{
    return m_edit->text().trimmed() == secret.reveal();
}

Secret SecretField::secret() const
{
    // A line end that was copied along belongs to no secret.
    return Secret(m_edit->text().trimmed());
}

} // namespace ic
