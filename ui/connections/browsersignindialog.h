#pragma once

#include "profile/browsersignin.h"
#include "ui/parts/dialogframe.h"

#include <functional>
#include <memory>

namespace ic {

class LinkButton;

/// Leads a person through a sign-in with the browser. What was copied for it, or pasted from it, is
/// taken out of the clipboard again.
class BrowserSignInDialog final : public DialogFrame
{
    Q_OBJECT

public:
    using Start = std::function<std::unique_ptr<BrowserSignIn>()>;

    /// `start` begins a sign-in, and another one where that fails; `tenant`: whom it is to.
    BrowserSignInDialog(Start start, const QString& tenant, QWidget* parent);
    ~BrowserSignInDialog() override;

signals:
    /// And the dialog closes. `who` may be empty.
    void signedIn(const ic::Secret& refreshToken, const QString& who);

protected:
    void confirm() override;
    bool event(QEvent* event) override;

private:
    void makeCode();
    void makeText();
    void begin();
    void refresh();
    void showTimeLeft();
    void paste();
    void copyLink();
    void forgetCopied();

    const Start m_start;
    std::unique_ptr<BrowserSignIn> m_run;
    bool m_isOpened = false; ///< the page
    bool m_isRefused = false; ///< what was pasted last
    QString m_pasted; ///< from the clipboard
    QString m_copied; ///< to it

    QLabel* m_where;
    LinkButton* m_open;
    LinkButton* m_copy;
    QWidget* m_codePart;
    QLabel* m_code;
    QWidget* m_textPart;
    QLineEdit* m_text;
    FieldNote* m_textNote;
    QLabel* m_left;
    QPushButton* m_confirm;
};

} // namespace ic
