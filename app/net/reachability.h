#pragma once

#include "net/transportoptions.h"

#include <QMetaType>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace ic {

/// What one step of the way to a tenant came to. All texts are plain.
struct ReachabilityResult
{
    enum class Step { Name, Tls };
    enum class State {
        Passed,
        Warning, ///< it works, and the certificate ends soon
        Failed,
        Skipped, ///< no TLS: plain http on this machine
    };

    Step step = Step::Name;
    State state = State::Passed;
    QString text = {}; ///< what was found, or what is wrong and why
    QString advice = {}; ///< after Failed and Warning
    qint64 ms = 0;

    bool operator==(const ReachabilityResult&) const = default;
};

/// Looks how far the way to a tenant goes: its name is found, then a TLS connection is trusted. The
/// same proxy and certificates are used as for requests, and nothing is sent. Lives on any one
/// thread with an event loop; deleting it ends it.
class ReachabilityProbe final : public QObject
{
    Q_OBJECT

public:
    /// Called once for each step, in their order, never from inside start(). After a step that
    /// failed no other follows. The probe may be deleted in the last call.
    using Report = std::function<void(const ReachabilityResult&)>;

    static constexpr int DaysToWarn = 14; ///< before the certificate ends

    /// `url` is the tenant's API: https, or http on this machine.
    ReachabilityProbe(const QUrl& url, const TransportOptions& options, QObject* parent = nullptr);
    ~ReachabilityProbe() override;

    /// Call once. The whole takes no longer than the timeout of the options.
    void start(Report report);

private:
    struct Work;

    void lookUp();
    void connectTls();
    void pass(ReachabilityResult::State state, const QString& text, const QString& advice = {});
    void fail(const QString& text, const QString& advice);
    void onDeadline();

    std::unique_ptr<Work> m_work;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::ReachabilityResult)
