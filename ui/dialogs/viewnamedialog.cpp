#include "ui/dialogs/viewnamedialog.h"

#include "ui/text.h"
#include "ui/theme.h"

#include "models/savedviews.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int Width = 420;
}

ViewNameDialog::ViewNameDialog(const SavedViews& saved, Purpose purpose, const QString& words,
    const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_saved(saved)
    , m_purpose(purpose)
    , m_oldName(name)
    , m_name(new QLineEdit(name, this))
    , m_note(secondaryLabel({}, this))
    , m_confirm(new QPushButton(this))
{
    setWindowTitle(purpose == Purpose::Save ? u"Save view"_s : u"Rename view"_s);
    setMinimumWidth(Width);
    QLabel* what = plainLabel(words, this);
    what->setObjectName(u"viewWords"_s);
    what->setWordWrap(true);
    QLabel* label = plainLabel(u"Name"_s, this);
    label->setBuddy(m_name);
    m_name->setObjectName(u"viewName"_s);
    m_name->setAccessibleName(u"Name of the view"_s);
    m_name->setMaxLength(static_cast<int>(NamedView::LongestName));
    m_name->selectAll();
    m_note->setObjectName(u"viewNote"_s);
    m_note->setWordWrap(true);
    auto* cancel = new QPushButton(u"Cancel"_s, this);
    cancel->setAutoDefault(false);
    m_confirm->setDefault(true);
    m_confirm->setObjectName(u"confirm"_s);
    styleConfirmButton(*m_confirm);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_name, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_confirm);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);

    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &QDialog::accept);
    check();
    m_name->setFocus();
}

QString ViewNameDialog::name() const
{
    return viewNameFrom(m_name->text());
}

void ViewNameDialog::check()
{
    const NamedView* same = m_saved.find(m_name->text());
    QString note;
    bool fits = !name().isEmpty();
    QString verb = m_purpose == Purpose::Save ? u"Save"_s : u"Rename"_s;
    if (!fits) {
        if (!m_name->text().trimmed().isEmpty())
            note = u"The name holds characters that cannot be seen."_s;
    } else if (m_purpose == Purpose::Save && same != nullptr) {
        note = u"There is a view “%1”. It is replaced."_s.arg(same->name);
        verb = u"Replace"_s;
    } else if (m_purpose == Purpose::Save && m_saved.isFull()) {
        note = u"There are %1 views already. Delete one first."_s.arg(SavedViews::MostViews);
        fits = false;
    } else if (m_purpose == Purpose::Rename && same != nullptr && same->name != m_oldName) {
        note = u"There is a view “%1” already."_s.arg(same->name);
        fits = false;
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_name->setAccessibleDescription(note);
    m_confirm->setText(verb);
    m_confirm->setEnabled(fits);
}

} // namespace ic
