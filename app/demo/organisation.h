#pragma once

#include <QByteArrayView>

#include <span>

namespace ic::demo {

// The invented company.

/// A department, with the titles people hold in it.
struct Department
{
    QByteArrayView name;
    int costCenter = 0;
    std::span<const QByteArrayView> titles;
};

inline constexpr QByteArrayView Engineering[] = { "Software Engineer", "Senior Software Engineer",
    "Engineering Manager", "Site Reliability Engineer", "Test Engineer" };
inline constexpr QByteArrayView Finance[]
    = { "Accountant", "Controller", "Treasury Analyst", "Payroll Clerk" };
inline constexpr QByteArrayView HumanResources[]
    = { "Recruiter", "HR Business Partner", "Benefits Specialist" };
inline constexpr QByteArrayView Sales[] = { "Account Executive", "Sales Engineer",
    "Regional Sales Director", "Inside Sales Representative" };
inline constexpr QByteArrayView Marketing[]
    = { "Content Strategist", "Brand Manager", "Event Coordinator" };
inline constexpr QByteArrayView Legal[] = { "Corporate Counsel", "Paralegal", "Contracts Manager" };
inline constexpr QByteArrayView Operations[]
    = { "Plant Supervisor", "Shift Lead", "Maintenance Technician", "Forklift Operator" };
inline constexpr QByteArrayView Logistics[]
    = { "Logistics Planner", "Warehouse Associate", "Customs Specialist" };
inline constexpr QByteArrayView Support[]
    = { "Support Analyst", "Customer Success Manager", "Technical Writer" };
inline constexpr QByteArrayView Security[]
    = { "Identity Engineer", "SOC Analyst", "Security Architect", "IAM Administrator" };
inline constexpr QByteArrayView Research[]
    = { "Research Scientist", "Lab Technician", "Data Scientist" };
inline constexpr QByteArrayView Executive[]
    = { "Executive Assistant", "Vice President", "Chief of Staff" };

inline constexpr Department Departments[] = {
    { "Engineering", 4100, Engineering },
    { "Finance", 2100, Finance },
    { "Human Resources", 2300, HumanResources },
    { "Sales", 3100, Sales },
    { "Marketing", 3300, Marketing },
    { "Legal & Compliance", 2500, Legal },
    { "Manufacturing", 5100, Operations },
    { "Logistics", 5300, Logistics },
    { "Customer Support", 3500, Support },
    { "Information Security", 4300, Security },
    { "Research & Development", 4500, Research },
    { "Executive Office", 1000, Executive },
};

inline constexpr QByteArrayView AccessGroups[]
    = { "All Employees", "VPN Users", "Building A", "Building B", "Git Contributors",
          "Finance Readers", "CRM Users", "Travel Bookers", "Shop Floor", "On Call" };

inline constexpr QByteArrayView Sources[] = { "Active Directory", "Entra ID", "Workday", "SAP ERP",
    "Salesforce", "ServiceNow", "Oracle HR", "LDAP Legacy", "GitHub Enterprise" };

inline constexpr QByteArrayView RoleNames[] = { "Engineer", "Engineering Lead", "Finance Reader",
    "Payroll Administrator", "HR Partner", "Sales Representative", "Sales Manager",
    "Marketing Contributor", "Contract Approver", "Plant Operator", "Warehouse Operator",
    "Customs Clerk", "Support Agent", "Support Supervisor", "Security Analyst", "Access Reviewer",
    "Source Owner", "Research Data Reader", "Lab Access", "Executive Support", "Contractor Base",
    "Employee Base", "Remote Worker", "Visitor Management", "Fleet User", "Travel Approver",
    "Procurement Requester", "Procurement Approver", "Audit Reader", "Privileged Workstation",
    "Cloud Developer", "Cloud Administrator", "Database Reader", "Database Administrator",
    "Badge Office", "Canteen Terminal", "Training Author", "Learning Administrator",
    "Print Services", "Emergency Response", "Union Representative", "Works Council", "Data Steward",
    "Break-glass <Emergency> & \"Night\" Access" };

inline constexpr QByteArrayView Regions[] = { "Northeast region", "Central Europe", "Nordics",
    "Iberia", "Greater China", "South Asia", "Latin America", "Gulf states" };

} // namespace ic::demo
