#include "ui/lists/listinput.h"

#include "ui/lists/layoutbox.h"
#include "ui/lists/listedit.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include "files/listtext.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype HeadCharacters = 65'536;
constexpr int LookDelayMs = 150;

} // namespace

ListInput::ListInput(QWidget* parent)
    : QWidget(parent)
    , m_open(new QPushButton(icon(u"folder-open"_s), tr("Open file…"), this))
    , m_edit(new ListEdit(this))
    , m_layout(new LayoutBox(this))
    , m_hint(secondaryLabel(tr("One per line, or paste a column from a sheet. Ids, account names, "
                               "emails or display names. Ctrl+Enter finds them."),
          this))
    , m_problem(plainLabel({}, this))
{
    m_open->setObjectName(u"openFile"_s);
    m_open->setAutoDefault(false);
    m_edit->setObjectName(u"list"_s);
    m_hint->setWordWrap(true);
    m_problem->setObjectName(u"listProblem"_s);
    m_problem->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->addWidget(sectionLabel(tr("List"), this));
    top->addStretch();
    top->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_layout);
    layout->addLayout(makeMatchRow());
    layout->addWidget(m_hint);
    layout->addWidget(m_problem);

    m_lookDelay.setSingleShot(true);
    m_lookDelay.setInterval(LookDelayMs);
    connect(&m_lookDelay, &QTimer::timeout, this, &ListInput::lookAtLayout);
    connect(m_open, &QPushButton::clicked, this, &ListInput::chooseFile);
    connect(m_edit, &ListEdit::textChanged, this, &ListInput::onTextChanged);
    connect(m_edit, &ListEdit::refused, this, &ListInput::showProblem);
    connect(m_layout, &LayoutBox::changed, this, &ListInput::changed);
    showProblem({});
    setFocusProxy(m_edit);
}

QLayout* ListInput::makeMatchRow()
{
    m_key = new QComboBox(this);
    m_key->setObjectName(u"matchBy"_s);
    m_key->setAccessibleName(tr("Match by"));
    m_key->addItem(tr("Automatic"), static_cast<int>(ListKey::FindOut));
    m_key->addItem(tr("Id"), static_cast<int>(ListKey::Id));
    m_key->addItem(tr("Account name"), static_cast<int>(ListKey::AccountName));
    m_key->addItem(tr("Email"), static_cast<int>(ListKey::Email));
    m_key->addItem(tr("Display name"), static_cast<int>(ListKey::DisplayName));
    m_find = new QPushButton(tr("Find"), this);
    m_find->setObjectName(u"find"_s);
    for (const QString& keys : { u"Ctrl+Return"_s, u"Ctrl+Enter"_s })
        connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, m_find,
            &QPushButton::click);
    m_find->setToolTip(tr("Look the list up in the tenant (Ctrl+Enter)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(plainLabel(tr("Match by"), this));
    row->addWidget(m_key, 1);
    row->addWidget(m_find);
    connect(m_key, &QComboBox::activated, this, [this] {
        lookAtLayout();
        emit changed();
    });
    connect(m_find, &QPushButton::clicked, this, [this] {
        if (m_running)
            emit stopRequested();
        else
            emit findRequested();
    });
    return row;
}

QString ListInput::text() const
{
    return m_edit->toPlainText();
}

ListOptions ListInput::options()
{
    lookAtLayout(); // what was typed last may not have been looked at
    return { .key = key(), .layout = m_layout->layout() };
}

ListKey ListInput::key() const
{
    return static_cast<ListKey>(m_key->currentData().toInt());
}

void ListInput::setRunning(bool running)
{
    m_running = running;
    m_find->setText(running ? tr("Stop") : tr("Find"));
    m_edit->setReadOnly(running);
    m_open->setEnabled(!running);
    m_key->setEnabled(!running);
    m_layout->setEnabled(!running);
    m_find->setEnabled(running || !m_edit->document()->isEmpty());
}

void ListInput::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_hint->setVisible(problem.isEmpty());
    setTone(*m_problem, Tone::Danger);
}

void ListInput::openFile(const QString& path)
{
    m_open->setEnabled(false);
    m_file.start(
        this, [path](const std::atomic_bool&) { return readListText(path); },
        [this](const Expected<QString>& text) {
            m_open->setEnabled(true);
            if (!text) {
                showProblem(text.error().detail);
                return;
            }
            m_layout->reset();
            m_edit->setPlainText(*text);
            m_edit->setFocus();
            lookAtLayout();
        });
}

void ListInput::chooseFile()
{
    auto* chooser = new QFileDialog(this, tr("Open list"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({ tr("Lists (*.txt *.csv *.tsv)"), tr("All files (*)") });
    connect(chooser, &QFileDialog::fileSelected, this, &ListInput::openFile);
    chooser->open();
}

void ListInput::onTextChanged()
{
    showProblem({});
    m_find->setEnabled(m_running || !m_edit->document()->isEmpty());
    if (m_edit->document()->isEmpty())
        m_layout->reset();
    m_lookDelay.start();
    emit changed();
}

void ListInput::lookAtLayout()
{
    m_lookDelay.stop();
    m_layout->look(m_edit->head(HeadCharacters), key());
}

} // namespace ic
