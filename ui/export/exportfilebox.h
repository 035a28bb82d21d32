#pragma once

#include "files/exportrequest.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ic {

/// The part of the export dialog that says where to.
class ExportFileBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportFileBox(QWidget* parent = nullptr);

    /// As it is written, with its placeholders.
    QString path() const;
    /// The ending of the file follows, where it is one of ours.
    void setFormat(ExportFormat format);
    void setPath(const QString& path);
    /// Shows `problem`, or what happens to the file of `path`, the placeholders filled in. Returns
    /// whether there is no problem.
    bool show(const QString& path, const QString& problem);

signals:
    void changed();

private:
    void browse();

    ExportFormat m_format = ExportFormat::Csv;
    QLineEdit* m_path;
    QLabel* m_problem;
    QLabel* m_template;
};

} // namespace ic
