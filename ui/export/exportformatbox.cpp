#include "ui/export/exportformatbox.h"

#include "ui/parts/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

ExportFormatBox::ExportFormatBox(QWidget* parent)
    : QWidget(parent)
{
    m_csv = new QRadioButton(u"CSV"_s, this);
    m_csv->setObjectName(u"csv"_s);
    m_csv->setChecked(true);
    m_jsonLines = new QRadioButton(tr("JSON Lines"), this);
    m_jsonLines->setObjectName(u"jsonLines"_s);
    m_jsonLines->setToolTip(tr("One JSON object a line, with the chosen columns"));
    auto* formats = new QHBoxLayout;
    formats->setSpacing(16);
    formats->addWidget(m_csv);
    formats->addWidget(m_jsonLines);
    formats->addStretch();
    auto* excel = new QPushButton(tr("For Excel"), this);
    excel->setObjectName(u"forExcel"_s);
    excel->setAutoDefault(false);
    excel->setToolTip(QLocale().decimalPoint() == u","_s
            ? tr("CSV with semicolons, as your country's Excel wants it, a BOM, and the guard "
                 "against formulas")
            : tr("CSV with commas, as your country's Excel wants it, a BOM, and the guard against "
                 "formulas"));
    connect(excel, &QPushButton::clicked, this, &ExportFormatBox::setForExcel);
    formats->addWidget(excel);

    m_csvOptions = new QWidget(this);
    m_delimiter = new QComboBox(m_csvOptions);
    m_delimiter->setObjectName(u"delimiter"_s);
    m_delimiter->setAccessibleName(tr("Delimiter"));
    m_delimiter->addItem(tr("Comma"), QChar(u','));
    m_delimiter->addItem(tr("Semicolon"), QChar(u';'));
    m_delimiter->addItem(tr("Tab"), QChar(u'\t'));
    m_header = new QComboBox(m_csvOptions);
    m_header->setObjectName(u"header"_s);
    m_header->setAccessibleName(tr("Header names"));
    m_header->addItem(tr("API names"), false);
    m_header->addItem(tr("As shown"), true);
    m_bom = new QCheckBox(tr("BOM, so that Excel reads UTF-8"), m_csvOptions);
    m_bom->setObjectName(u"bom"_s);
    m_guard = new QCheckBox(tr("Guard against formulas"), m_csvOptions);
    m_guard->setObjectName(u"guard"_s);
    m_guard->setChecked(true);
    QLabel* why = secondaryLabel(
        tr("Puts ' before = + - @ wherever a spreadsheet would run what follows. Names come from "
           "outside: leave this on."),
        m_csvOptions);
    why->setWordWrap(true);
    why->setContentsMargins(22, 0, 0, 0);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(plainLabel(tr("Delimiter")), m_delimiter);
    form->addRow(plainLabel(tr("Header names")), m_header);
    auto* options = new QVBoxLayout(m_csvOptions);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(8);
    options->addLayout(form);
    options->addWidget(m_bom);
    options->addWidget(m_guard);
    options->addWidget(why);
    connect(m_csv, &QRadioButton::toggled, this, [this](bool csv) {
        m_csvOptions->setEnabled(csv);
        emit formatChanged(csv ? ExportFormat::Csv : ExportFormat::JsonLines);
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(sectionLabel(tr("Format"), this));
    layout->addLayout(formats);
    layout->addWidget(m_csvOptions);
}

void ExportFormatBox::setForExcel()
{
    m_csv->setChecked(true);
    // Where the comma parts the decimals, Excel takes a semicolon to part the cells.
    const QChar delimiter = QLocale().decimalPoint() == u","_s ? u';' : u',';
    m_delimiter->setCurrentIndex(m_delimiter->findData(delimiter));
    m_bom->setChecked(true);
    m_guard->setChecked(true);
}

ExportFormat ExportFormatBox::format() const
{
    return m_csv->isChecked() ? ExportFormat::Csv : ExportFormat::JsonLines;
}

void ExportFormatBox::fill(ExportPreset& preset) const
{
    preset.format = format();
    preset.csv.delimiter = m_delimiter->currentData().toChar().toLatin1();
    preset.csv.shownNames = m_header->currentData().toBool();
    preset.csv.bom = m_bom->isChecked();
    preset.csv.formulaGuard = m_guard->isChecked();
}

void ExportFormatBox::apply(const ExportPreset& preset)
{
    (preset.format == ExportFormat::Csv ? m_csv : m_jsonLines)->setChecked(true);
    m_delimiter->setCurrentIndex(m_delimiter->findData(QChar(QLatin1Char(preset.csv.delimiter))));
    m_header->setCurrentIndex(m_header->findData(preset.csv.shownNames));
    m_bom->setChecked(preset.csv.bom);
    m_guard->setChecked(preset.csv.formulaGuard);
}

} // namespace ic
