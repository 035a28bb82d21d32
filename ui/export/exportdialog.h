#pragma once

#include "models/export/exportsubject.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QLabel;
class QPushButton;
class QRadioButton;

namespace ic {

class ExportColumnList;
class ExportFileBox;
class ExportFormatBox;
class ExportPresetBox;
class SelectionStore;

/// What the dialog begins with, if not with the choices of the last export.
struct ExportStart
{
    ExportPreset how = {};
    std::optional<ExportSubject> whom = {}; ///< beside those that the window shows and has ticked
    QString problem = {}; ///< why somebody is asked
};

/// Asks what to export, which columns, how, and where to. What is confirmed runs as a job.
class ExportDialog final : public DialogFrame
{
    Q_OBJECT

public:
    ExportDialog(const UiServices& services, const SelectionStore& selection,
        const ExportView& view, const std::optional<ExportStart>& start = {},
        QWidget* parent = nullptr);

signals:
    void confirmed(const ic::ExportPreset& how, const ic::ExportSubject& whom, const QString& path);
    /// Another preset is there, or one less.
    void presetsChanged();

protected:
    void confirm() override;

private:
    QLayout* makeLeft();
    QLayout* makeRight();
    QWidget* makeWhat();
    QString viewTitle() const;
    void begin(const std::optional<ExportStart>& start);
    void offer(const ExportSubject& whom);
    /// nullptr while nobody is chosen.
    const ExportSubject* subject() const;
    ExportPreset preset(const QString& name) const;
    void applyPreset(const ExportPreset& preset);
    void applyHow(const ExportPreset& preset);
    void chooseWhom(const ExportPreset& preset, const std::optional<ExportSubject>& whom);
    void savePreset(const QString& name);
    void keepPresets();
    QString expandedPath() const;
    void update();

    UiServices m_services;
    const ExportView m_view;
    const ExportSubject m_ticked;
    const ExportSubject m_shown;
    ExportSubject m_given; ///< whom a preset or an earlier export was about
    ExportPreset m_givenHow; ///< in which that was chosen
    QString m_presetName; ///< whose choices these are; for the name of the file

    QLabel* m_cost;
    QPushButton* m_start;
    QRadioButton* m_selected;
    QRadioButton* m_matching;
    QRadioButton* m_kept; ///< m_given
    QLabel* m_keptWords;
    ExportColumnList* m_columns;
    ExportFormatBox* m_format;
    ExportPresetBox* m_presets;
    ExportFileBox* m_file = nullptr;
};

} // namespace ic
