#include "ui/export/exportfilebox.h"

#include "ui/parts/text.h"

#include "files/exportpreset.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

ExportFileBox::ExportFileBox(QWidget* parent)
    : QWidget(parent)
    , m_path(new QLineEdit(standardExportPath(), this))
    , m_problem(plainLabel({}, this))
    , m_template(secondaryLabel({}, this))
{
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(tr("File"));
    connect(m_path, &QLineEdit::textChanged, this, &ExportFileBox::changed);
    auto* browse = new QPushButton(tr("Browse…"), this);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ExportFileBox::browse);
    m_template->setWordWrap(true);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(tr("File"), this));
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addWidget(m_template);
}

QString ExportFileBox::path() const
{
    return m_path->text().trimmed();
}

void ExportFileBox::browse()
{
    auto* chooser = new QFileDialog(this, tr("Export to"), m_path->text());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    const bool csv = m_format == ExportFormat::Csv;
    chooser->setDefaultSuffix(csv ? u"csv"_s : u"jsonl"_s);
    chooser->setNameFilter(csv ? tr("CSV files (*.csv)") : tr("JSON Lines files (*.jsonl)"));
    connect(chooser, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    chooser->open();
}

void ExportFileBox::setFormat(ExportFormat format)
{
    m_format = format;
    const bool csv = format == ExportFormat::Csv;
    const QString path = m_path->text();
    const QString from = csv ? u".jsonl"_s : u".csv"_s;
    if (path.endsWith(from))
        m_path->setText(path.chopped(from.size()) + (csv ? u".csv"_s : u".jsonl"_s));
}

void ExportFileBox::setPath(const QString& path)
{
    m_path->setText(path);
}

bool ExportFileBox::show(const QString& path, const QString& problem)
{
    const QFileInfo file(path);
    const bool isGood = problem.isEmpty();
    const QString text = isGood && file.exists()
        ? tr("%1 exists and will be replaced.").arg(file.fileName())
        : problem;
    m_problem->setText(text);
    setTone(*m_problem, isGood ? Tone::Warning : Tone::Danger);
    m_problem->setVisible(!text.isEmpty());
    m_template->setText(m_path->text().contains(u'{')
            ? tr("%1 · readable by you only · written whole or not at all").arg(file.fileName())
            : tr("readable by you only · written whole or not at all"));
    return isGood;
}

} // namespace ic
