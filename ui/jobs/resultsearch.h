#pragma once

#include <QWidget>

class QAbstractItemView;
class QLabel;

namespace ic {

class JobItemModel;
class ListSearchField;

/// Finds somebody among the identities of a job: a field, and how many it found.
class ResultSearch final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    ResultSearch(JobItemModel& model, QAbstractItemView& list, QWidget* parent);

    void clear();
    /// Looks for the text, and shows all again if it finds nobody: it may be about the job.
    void lookFor(const QString& text);

private:
    void showFound();

    JobItemModel& m_model;
    ListSearchField* m_field;
    QLabel* m_found;
    bool m_isTrial = false; ///< of lookFor()
};

} // namespace ic
