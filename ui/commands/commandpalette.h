#pragma once

#include "models/commands/commandmodel.h"
#include "models/commands/identityfinder.h"

#include <QFrame>

#include <memory>

class QLabel;
class QLineEdit;
class QListView;

namespace ic {

/// Everything there is to do, found by writing some of its name: a field, and a list of what
/// answers. Enter does the marked one, Esc leaves everything as it was. Where there is a tenant,
/// people are asked of it who may be meant.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// What a window with a tenant adds.
    struct People
    {
        ApiClient& client;
        QString tenant; ///< what it is called
        std::function<void(const Identity&)> open;
        /// Shows all who begin with the text in the table.
        std::function<void(const QString& text)> search;
    };

    CommandPalette(const QList<Command>& commands, std::optional<People> people, QWidget* window);

    /// Below what the window has on top, in its middle.
    void popup();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onTyped();
    void showAnswers();
    QList<Command> foundFor(const QString& typed);
    void markFirst();
    void run(const QModelIndex& index);
    Command searchFor(const QString& text) const;
    void describe();

    const std::optional<People> m_people;
    std::unique_ptr<IdentityFinder> m_finder; ///< only with people
    CommandModel m_model;
    QLineEdit* m_field;
    QLabel* m_count;
    QListView* m_list;
    QLabel* m_asked;
};

} // namespace ic
