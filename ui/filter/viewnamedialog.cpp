#include "ui/filter/viewnamedialog.h"

#include "ui/parts/text.h"

#include "models/filter/savedviews.h"

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
    : DialogFrame(u"viewNameDialog"_s,
        purpose == Purpose::Save ? tr("Save view") : tr("Rename view"), parent, Shape::Question)
    , m_saved(saved)
    , m_purpose(purpose)
    , m_oldName(name)
{
    setLeastWidth(Width);
    body().setSpacing(8);
    addText(words)->setObjectName(u"viewWords"_s);
    body().addSpacing(4);
    m_name = new QLineEdit(name, this);
    m_name->setObjectName(u"viewName"_s);
    m_name->setAccessibleName(tr("Name of the view"));
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
    m_note->setObjectName(u"viewNote"_s);
    m_note->setWordWrap(true);
    body().addWidget(m_note);
    body().addStretch();
    addCancel();
    m_confirm = addConfirm(u"confirm"_s, {});

    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::check);
    check();
    answerIn(m_name);
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
    QString verb = m_purpose == Purpose::Save ? tr("Save") : tr("Rename");
    if (!fits) {
        if (!m_name->text().trimmed().isEmpty())
            note = tr("The name holds characters that cannot be seen.");
    } else if (m_purpose == Purpose::Save && same != nullptr) {
        note = tr("There is a view “%1”. It is replaced.").arg(same->name);
        verb = tr("Replace");
    } else if (m_purpose == Purpose::Save && m_saved.isFull()) {
        note = tr("There are %1 views already. Delete one first.").arg(SavedViews::MostViews);
        fits = false;
    } else if (m_purpose == Purpose::Rename && same != nullptr && same->name != m_oldName) {
        note = tr("There is a view “%1” already.").arg(same->name);
        fits = false;
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_name->setAccessibleDescription(note);
    m_confirm->setText(verb);
    m_confirm->setEnabled(fits);
}

} // namespace ic
