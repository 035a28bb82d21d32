#pragma once

#include "models/jobs/identityhistory.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace ic {

class ElidedLabel;
class ValueLabel;
class WrapLabel;

/// One entry of what was done to an identity: when, by whom, with what answer.
class ActivityRecord final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityRecord(QWidget* parent = nullptr);

    void setEvent(const IdentityEvent& event);
    /// As lines that can be pasted.
    const QString& text() const { return m_text; }

signals:
    void resultRequested();
    void copyRequested();

private:
    ElidedLabel* m_title;
    QLabel* m_time;
    QFormLayout* m_form;
    ValueLabel* m_by;
    ValueLabel* m_answer;
    WrapLabel* m_detail;
    ValueLabel* m_tracking;
    QString m_text;
};

} // namespace ic
