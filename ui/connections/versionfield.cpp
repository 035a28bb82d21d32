#include "ui/connections/versionfield.h"

#include "ui/parts/fieldnote.h"

#include "base/apiversion.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int NarrowestBox = 116;
}

VersionField::VersionField(QWidget* parent)
    : QWidget(parent)
    , m_box(new QComboBox(this))
    , m_note(new FieldNote(this))
{
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->addItems(knownApiVersions());
    m_box->setObjectName(u"version"_s);
    m_box->setAccessibleName(tr("API version"));
    m_box->lineEdit()->setAccessibleName(tr("API version"));
    m_box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_box->setMinimumWidth(NarrowestBox);
    m_note->setObjectName(u"versionProblem"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_box, 0, Qt::AlignLeft);
    column->addWidget(m_note);
    connect(m_box, &QComboBox::currentTextChanged, this, [this] {
        showNote();
        emit edited();
    });
}

QString VersionField::version() const
{
    return m_box->currentText().trimmed();
}

void VersionField::setVersion(const QString& version)
{
    const QSignalBlocker blocker(m_box);
    m_box->setCurrentText(version);
    showNote();
}

void VersionField::take(const QString& version)
{
    if (const QString problem = versionProblem(version); !problem.isEmpty())
        m_note->sayWarning(problem);
    else
        m_box->setCurrentText(version);
}

void VersionField::showProblem(const QString& text)
{
    m_note->sayProblem(text);
    m_box->setAccessibleDescription(text);
}

void VersionField::showNote()
{
    // Half a word is not a mistake yet.
    const QString problem = isApiVersion(version()) ? versionProblem(version()) : QString();
    if (!problem.isEmpty()) {
        showProblem(problem);
        return;
    }
    m_note->clear();
    if (version() == currentApiVersion())
        m_note->say({}, Tone::Neutral, tr("A version for each service: /identities/v1."));
    m_box->setAccessibleDescription(m_note->text());
}

} // namespace ic
