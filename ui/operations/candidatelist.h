#pragma once

#include "models/candidatemodel.h"

#include <QTableView>

namespace ic {

/// A list of identities as a confirmation shows it: to read, not to change.
class CandidateList final : public QTableView
{
    Q_OBJECT

public:
    explicit CandidateList(const QString& name, QWidget* parent = nullptr);

    void setIdentities(const QList<Identity>& identities) { m_model.setIdentities(identities); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    CandidateModel m_model;
};

} // namespace ic
