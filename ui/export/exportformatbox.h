#pragma once

#include "files/exportpreset.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QRadioButton;

namespace ic {

/// CSV or JSON Lines, and how the CSV is written; one button sets all that Excel needs.
class ExportFormatBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportFormatBox(QWidget* parent = nullptr);

    ExportFormat format() const;
    /// Sets format and CSV options of `preset` to what is chosen.
    void fill(ExportPreset& preset) const;
    void apply(const ExportPreset& preset);

signals:
    void formatChanged(ic::ExportFormat format);

private:
    void setForExcel();

    QRadioButton* m_csv;
    QRadioButton* m_jsonLines;
    QWidget* m_csvOptions;
    QComboBox* m_delimiter;
    QComboBox* m_header;
    QCheckBox* m_bom;
    QCheckBox* m_guard;
};

} // namespace ic
