#pragma once

#include "base/secret.h"
#include "base/signedin.h"

#include <QObject>

namespace ic {

/// A sign-in with the browser under way. Deleting it ends it. All texts are plain.
class BrowserSignIn : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    enum class State {
        Asking, ///< the tenant, where people sign in
        Waiting, ///< for the person, in the browser
        Finishing, ///< the tenant is asked for the tokens
        Done,
        Failed, ///< for good: another one has to be begun
    };

    virtual State state() const = 0;
    /// Why it failed, or why the last answer of the browser was not taken; one or two sentences.
    virtual QString problem() const = 0;
    /// Where the person signs in; from Waiting on.
    virtual QString page() const = 0;
    virtual QString pageHost() const = 0;
    /// Shows page() in the browser.
    virtual void openPage() const = 0;
    /// What the page shows after the sign-in, for the person to compare; then it gives a text for
    /// take(). Empty where the browser brings the answer itself.
    virtual QString confirmationCode() const = 0;
    /// The text of the page. A sentence if it is not taken.
    virtual QString take(const QString& pasted) = 0;
    /// Until the person can take their time no longer.
    virtual qint64 msLeft() const = 0;

    /// After Done.
    virtual Secret refreshToken() const = 0;
    virtual SignedIn who() const = 0;

signals:
    void changed();
};

} // namespace ic
