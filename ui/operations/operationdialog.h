#pragma once

#include "models/operations/operationpreparation.h"
#include "operations/bulkplan.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ic {

class ConfirmField;
class DeletionTabs;
class EffectsPanel;
class IdentityTableModel;
class OptionFields;
class SecondLook;
class WhomOptions;

/// Stands before every change: who, how many, who is left out and why, what it does, what it costs.
/// The one way out that changes anything is the button with the verb and the number that will
/// really change. It does nothing itself: confirmed() carries the frozen plan. A job that is
/// resumed or repeated passes it like any other.
class OperationDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `outside`: how many of the selected the present view does not show; 0 also when not known.
    /// `table`: who else was seen, and may have the same name.
    OperationDialog(const UiServices& services, const Operation& operation,
        const OperationSubject& subject, qint64 outside, const IdentityTableModel& table,
        QWidget* parent = nullptr);
    ~OperationDialog() override;

signals:
    void confirmed(const ic::BulkPlan& plan);

protected:
    void confirm() override;

private:
    void makeOptions();
    QWidget* makeOutcome();
    void makeButtons();
    Weight weight() const;
    bool isEverybody() const;
    bool isResumption() const { return m_subject.kind == OperationSubject::Kind::NotStarted; }
    /// Nobody is left of a job that is resumed: all that happens is that this is written down.
    bool onlyEnds() const;
    /// How many will really change.
    qint64 reach() const;
    BulkParameters parameters() const;
    BulkPlan plan() const;
    void refresh();
    void focusWhatComesNext();
    void updateTexts();
    bool asksForNumber(qint64 run) const;
    void updateConfirmation();
    void updateCost();
    void updateEffects();
    QString chosenText(qint64 of) const;
    QString subtitle() const;
    QString cost() const;
    QString optionsProblem() const;
    void exportList();

    UiServices m_services;
    const Operation& m_operation;
    OperationSubject m_subject;
    const qint64 m_outside;
    const IdentityTableModel& m_table;
    OperationPreparation m_preparation;
    bool m_wasReady = false;

    EffectsPanel* m_effects;
    QStackedWidget* m_who; ///< whom it reaches, or that ISC chooses
    QWidget* m_outcome = nullptr; ///< of the preparation
    DeletionTabs* m_deletion = nullptr;
    OptionFields* m_options = nullptr;
    WhomOptions* m_whom = nullptr;
    ConfirmField* m_confirmField;
    SecondLook* m_secondLook = nullptr; ///< only where it is needed
    QLabel* m_cost;
    QPushButton* m_copy;
    QPushButton* m_list;
    QPushButton* m_confirm = nullptr;
};

} // namespace ic
