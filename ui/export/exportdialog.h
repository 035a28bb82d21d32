#pragma once

#include "files/exportpreset.h"
#include "files/identityexport.h"
#include "models/table/identityquery.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QLabel;
class QPushButton;
class QRadioButton;
class QStackedWidget;

namespace ic {

class ExportColumnList;
class ExportFileBox;
class ExportFormatBox;
class ExportPresetBox;
class ExportProgressPage;
class SelectionStore;

/// Exports the selection or everything that matches to a CSV file: what, which columns, how, and
/// where to; then the same dialog shows the progress and the result. Closing it while it runs
/// cancels the export and leaves no file.
class ExportDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// What the table shows when the dialog opens. `total` = matching identities.
    struct View
    {
        IdentityQuery query = {};
        QString filterWords = {};
        qint64 total = 0;
        QStringList columns = {}; ///< keys, as shown; attributes as "attributes.KEY"
        QStringList attributes = {}; ///< keys seen, to complete when one is added
    };

    ExportDialog(const UiServices& services, const SelectionStore& selection, const View& view,
        QWidget* parent = nullptr);
    ~ExportDialog() override;

    void reject() override;

signals:
    /// The summary of a finished export, for the status line.
    void exported(const QString& summary);

protected:
    /// Begins, or goes back to what was chosen.
    void confirm() override;

private:
    QWidget* makeOptions();
    QWidget* makeWhat();
    QWidget* makeColumns();
    QString viewName() const;
    QString expandedPath() const;
    ExportPreset preset(const QString& name) const;
    void applyPreset(const ExportPreset& preset);
    void updateSummary();
    qint64 count() const;
    ExportRequest request() const;
    void begin();
    void onFinished(const IdentityExport::Outcome& outcome);
    /// Says how it ended; everything that was chosen is still there.
    void offerBack(const QString& title, const QString& text);

    UiServices m_services;
    const SelectionStore& m_selection;
    View m_view;
    std::unique_ptr<IdentityExport> m_export;
    QString m_written; ///< path of the file

    QStackedWidget* m_pages;
    ExportProgressPage* m_progress;
    QLabel* m_cost;
    QPushButton* m_cancel;
    QPushButton* m_start;
    QRadioButton* m_selected;
    QRadioButton* m_matching;
    ExportColumnList* m_columns;
    ExportFormatBox* m_format;
    ExportPresetBox* m_presets;
    ExportFileBox* m_file = nullptr;
};

} // namespace ic
