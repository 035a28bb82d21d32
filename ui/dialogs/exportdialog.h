#pragma once

#include "csv/exportpreset.h"
#include "csv/identityexport.h"
#include "models/identityquery.h"
#include "ui/uiservices.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QStackedWidget;

namespace ic {

class ExportColumnList;
class SelectionStore;

/// Exports the selection or everything that matches to a CSV file: what, which columns, how, and
/// where to; then the same dialog shows the progress and the result. Closing it while it runs
/// cancels the export and leaves no file.
class ExportDialog final : public QDialog
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

private:
    QWidget* makeOptions();
    QWidget* makeWhat();
    QWidget* makeFormat();
    QWidget* makePresets();
    QWidget* makeColumns();
    QWidget* makeFile();
    QWidget* makeProgress();
    QString defaultPath() const;
    QString viewName() const;
    QString expandedPath() const;
    ExportPreset preset(const QString& name) const;
    void applyPreset(const ExportPreset& preset);
    void choosePreset(int index);
    void savePreset();
    QString columnsProblem() const;
    QString pathProblem(bool* blocks) const;
    void updateSummary();
    qint64 count() const;
    ExportRequest request() const;
    void begin();
    void onProgress(const ExportProgress& progress);
    void onFinished(const IdentityExport::Outcome& outcome);
    /// Says how it ended; everything that was chosen is still there.
    void offerBack(const QString& title, const QString& text);

    UiServices m_services;
    const SelectionStore& m_selection;
    View m_view;
    std::unique_ptr<IdentityExport> m_export;
    QString m_written; ///< path of the file

    QStackedWidget* m_pages;
    QRadioButton* m_selected;
    QRadioButton* m_matching;
    QRadioButton* m_csv;
    QRadioButton* m_jsonLines;
    QWidget* m_csvOptions;
    QComboBox* m_delimiter;
    QComboBox* m_header;
    QCheckBox* m_bom;
    QCheckBox* m_guard;
    ExportColumnList* m_columns;
    QComboBox* m_presets;
    QLineEdit* m_presetName;
    QLineEdit* m_path = nullptr;
    QLabel* m_problem;
    QLabel* m_template;
    QLabel* m_cost;
    QProgressBar* m_bar;
    QLabel* m_progressTitle;
    QLabel* m_progressText;
    QPushButton* m_openFile;
    QPushButton* m_showFolder;
    QPushButton* m_cancel;
    QPushButton* m_start;
};

} // namespace ic
