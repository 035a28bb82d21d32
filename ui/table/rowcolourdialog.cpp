#include "ui/table/rowcolourdialog.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/text.h"
#include "ui/table/rowruleline.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int RowColourDialogWidth = 760;
}

RowColourDialog::RowColourDialog(
    const QList<IdentityColumn>& columns, const QList<RowRule>& rules, QWidget* parent)
    : DialogFrame(u"rowColourDialog"_s, tr("Row colours"), parent)
    , m_columns(columns)
    , m_rows(new QVBoxLayout)
{
    setLead(tr("Row colours"),
        tr("The first rule that fits a row colours it. A tooltip says which one it was."));
    setLeastWidth(RowColourDialogWidth);
    m_none = secondaryLabel(tr("There is no rule yet."), this);
    m_rows->setSpacing(8);
    body().addWidget(m_none);
    body().addLayout(m_rows);
    body().addStretch();
    m_add = addTool(u"addRule"_s, u"plus"_s, tr("Rule"));
    addCancel();
    addConfirm(u"apply"_s, tr("Apply"));
    connect(m_add, &QPushButton::clicked, this, [this] {
        RowRuleLine* line = add({ .key = m_columns.constFirst().key,
            .tone = ruleTones().at(m_lines.size() % ruleTones().size()) });
        refresh();
        line->focusFirst();
    });
    for (const RowRule& rule : rules)
        add(rule);
    refresh();
}

RowRuleLine* RowColourDialog::add(const RowRule& rule)
{
    auto* line = new RowRuleLine(m_columns, rule, this);
    line->setObjectName(u"ruleLine"_s);
    m_lines += line;
    m_rows->addWidget(line);
    connect(line, &RowRuleLine::changed, this, &RowColourDialog::refresh);
    connect(line, &RowRuleLine::upRequested, this,
        [this, line] { move(m_lines.indexOf(line), m_lines.indexOf(line) - 1); });
    connect(line, &RowRuleLine::downRequested, this,
        [this, line] { move(m_lines.indexOf(line), m_lines.indexOf(line) + 1); });
    connect(line, &RowRuleLine::removeRequested, this, [this, line] {
        m_lines.removeOne(line);
        line->hide();
        line->deleteLater(); // it is telling us this
        refresh();
    });
    return line;
}

void RowColourDialog::move(qsizetype from, qsizetype to)
{
    RowRuleLine* line = m_lines.at(from);
    m_lines.move(from, to);
    m_rows->removeWidget(line);
    m_rows->insertWidget(static_cast<int>(to), line);
    refresh();
}

QList<RowRule> RowColourDialog::rules() const
{
    QList<RowRule> rules;
    for (const RowRuleLine* line : m_lines)
        rules += line->rule();
    return rules;
}

QString RowColourDialog::problem() const
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (const QString why = m_lines.at(i)->rule().problem(); !why.isEmpty())
            return tr("Rule %1: %2").arg(i + 1).arg(why);
    }
    return {};
}

void RowColourDialog::refresh()
{
    for (int i = 0; i < m_lines.size(); ++i)
        m_lines.at(i)->setPlace(i + 1, i == 0, i == m_lines.size() - 1);
    m_none->setVisible(m_lines.isEmpty());
    m_add->setEnabled(m_lines.size() < RowColours::MostRules);
    m_add->setToolTip(m_add->isEnabled()
            ? QString()
            : tr("There are at most %1 rules.").arg(RowColours::MostRules));
    // Nobody is told that a value is missing before there was time to write it.
    if (!m_isTold)
        return;
    if (const QString why = problem(); why.isEmpty())
        message().clear();
    else
        message().sayProblem(why);
}

void RowColourDialog::confirm()
{
    m_isTold = true;
    refresh();
    if (problem().isEmpty())
        accept();
}

} // namespace ic
