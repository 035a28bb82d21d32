#include "ui/parts/namedialog.h"

#include "ui/parts/text.h"

#include "models/filter/namedview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int NameDialogWidth = 420;
}

NameDialog::NameDialog(
    Kind kind, Purpose purpose, const QString& words, const QString& name, QWidget* parent)
    : DialogFrame(kind.dialog, kind.title, parent, Shape::Question)
    , m_kind(std::move(kind))
    , m_purpose(purpose)
    , m_oldName(name)
{
    setLeastWidth(NameDialogWidth);
    body().setSpacing(8);
    addText(words)->setObjectName(u"nameWords"_s);
    body().addSpacing(4);
    m_name = new QLineEdit(name, this);
    m_name->setObjectName(u"nameField"_s);
    m_name->setAccessibleName(m_kind.label);
    m_name->setMaxLength(static_cast<int>(NamedView::LongestName));
    m_name->selectAll();
    QLabel* label = plainLabel(tr("Name"), this);
    label->setBuddy(m_name);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_name, 1);
    body().addLayout(row);
    m_note = secondaryLabel({}, this);
    m_note->setObjectName(u"nameNote"_s);
    m_note->setWordWrap(true);
    body().addWidget(m_note);
    body().addStretch();
    addCancel();
    m_confirm = addConfirm(u"confirm"_s, {});

    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::check);
    check();
    answerIn(m_name);
    m_name->setFocus();
}

QString NameDialog::name() const
{
    return viewNameFrom(m_name->text());
}

void NameDialog::check()
{
    const QString same = m_kind.find(m_name->text());
    QString note;
    bool fits = !name().isEmpty();
    QString verb = m_purpose == Purpose::Save ? tr("Save") : tr("Rename");
    if (!fits) {
        if (!m_name->text().trimmed().isEmpty())
            note = tr("The name holds characters that cannot be seen.");
    } else if (m_purpose == Purpose::Save && !same.isEmpty()) {
        note = m_kind.isReplaced.arg(same);
        verb = tr("Replace");
    } else if (m_purpose == Purpose::Save && !m_kind.full.isEmpty()) {
        note = m_kind.full;
        fits = false;
    } else if (m_purpose == Purpose::Rename && !same.isEmpty() && same != m_oldName) {
        note = m_kind.isTaken.arg(same);
        fits = false;
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_name->setAccessibleDescription(note);
    m_confirm->setText(verb);
    m_confirm->setEnabled(fits);
}

} // namespace ic
