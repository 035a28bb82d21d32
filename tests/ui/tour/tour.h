#pragma once

#include "support/detailrig.h"

#include <QDir>
#include <QSet>

#include <functional>

class QDialog;

/// Drives the real window on a real demo tenant past everything it can show. Each stop is reached
/// by clicks and keys, checked, and leaves a picture; the export leaves its CSV.
class Tour
{
public:
    Tour(const QDir& directory, const QString& suffix, quint32 identities);

    /// Of the window, in place of its usual one.
    void setSize(const QSize& size);
    /// False after the first stop that is not reached; the reason is on standard error.
    bool run();
    /// From now on every stop is looked at for English that is left and texts that are clipped.
    void watchTexts() { m_watchesTexts = true; }
    /// What was found, each with the stop where it was first met.
    QStringList textProblems() const { return m_textProblems; }

private:
    // By the file they are in.
    bool browse();
    bool search();
    bool expression();
    bool conditions();
    bool columnsAndDensity();
    bool findInTable();
    bool selection();
    bool rowMenu();
    bool commands();
    bool guide();

    bool sets();
    bool restored();
    bool rowColours();

    bool snapshots();
    bool snapshotCondition();
    bool staleSnapshot();
    bool compareSnapshots();
    bool damagedSnapshot();

    bool overview();
    bool attributes();
    bool ownership();
    bool roles();
    bool json();
    bool activityOfOne();
    bool locked();
    bool compare();
    bool apiLog();

    bool exportCsv();
    bool pasteList();

    bool openConfirmation(const ic::Operation* operation);
    bool confirmations();
    bool job();
    bool unknown();
    bool unfinished();
    bool audit();

    bool startPage();
    bool connections();
    bool browserSignIn(QDialog& dialog);
    bool failedTest();
    bool networkAndImport();
    bool production();
    bool settings();

    bool smallWindow();
    bool glance();
    bool empty();
    bool loading();
    bool failedPage();
    bool failedList();
    bool endingVersion();
    bool offline();

    /// Waits for `done`, then takes a picture of the window with whatever menu or dialog is open.
    bool stop(
        const QString& name, const std::function<bool()>& done = [] { return true; });
    /// The same at another window.
    bool stopAt(QWidget& window, const QString& name, const std::function<bool()>& done);
    void lookAtTexts(const QString& stop);
    bool fail(const QString& why);
    /// Ends the program's part of it and starts it again.
    bool restart();
    /// What `text` says, whatever language the window speaks.
    static QString inEnglish(const QString& text);
    /// The visible button with this text.
    QAbstractButton* button(const QString& text, QWidget* in = nullptr);
    void click(const QString& name, QWidget* in = nullptr);
    /// The action of the window with this text.
    void trigger(const QString& text);
    /// A button with this text; false, with the reason said, if there is none.
    bool press(const QString& text, QWidget* in = nullptr);
    bool closeDialog(const QString& buttonText);
    int rows() { return m_details.console.rows(); }

    QDir m_directory;
    QString m_suffix;
    QSize m_size;
    int m_number = 0;
    bool m_watchesTexts = false;
    QStringList m_textProblems;
    QSet<QString> m_knownProblems; // without the stop
    ic::test::Details m_details;
    ic::test::ConsoleWindow& m_console;
};
