#pragma once

#include "files/exportrequest.h"

#include <QWidget>

class QFileInfo;
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
    /// Shows `otherProblem`, or else what is wrong with `path`, the placeholders filled in. Returns
    /// whether nothing is.
    bool check(const QString& path, const QString& otherProblem);

signals:
    void changed();

private:
    void browse();
    QString problemOf(const QFileInfo& file) const;

    ExportFormat m_format = ExportFormat::Csv;
    QLineEdit* m_path;
    QLabel* m_problem;
    QLabel* m_template;
};

} // namespace ic
