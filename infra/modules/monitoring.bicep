metadata description = 'Logs, metrics, and what the operator is told. The alerts read what RecoverWork and the stages emit: src/Alerts.Pipeline/Telemetry.'

param name string
param location string
param tags object
param operatorEmail string
param retentionDays int
param dailyCapGb int
param mailDelayTargetMinutes int

var oldestMessageMinutes = 60

// A gauge's value is its Sum; a histogram's mean is Sum by ItemCount.
var alerts = [
  {
    name: 'poison'
    severity: 2
    text: 'Messages were given up. See: poison list.'
    query: 'AppMetrics | where Name == "alerts.poison.messages" | extend Queue = tostring(Properties.queue) | summarize arg_max(TimeGenerated, Sum) by Queue | where Sum > 0'
    operator: 'GreaterThan'
    threshold: 0
    minutes: 15
  }
  {
    name: 'backlog'
    severity: 2
    text: 'A queue does not come down: its oldest message has waited for more than ${oldestMessageMinutes} minutes.'
    query: 'AppMetrics | where Name == "alerts.queue.oldest" | extend Queue = tostring(Properties.queue) | summarize Age = min(Sum) by Queue | where Age > ${oldestMessageMinutes * 60}'
    operator: 'GreaterThan'
    threshold: 0
    minutes: 15
  }
  {
    name: 'polling'
    severity: 1
    text: 'No poll of any feed has succeeded for an hour, or RecoverWork does not run.'
    query: 'AppMetrics | where Name == "alerts.poll.age" | where Sum < 3600'
    operator: 'LessThan'
    threshold: 1
    minutes: 30
  }
  {
    name: 'sending'
    severity: 1
    text: 'Mails cannot be sent. See: the log of SendEmails, the state of the provider.'
    query: 'AppMetrics | where Name == "alerts.mail.failures" | summarize Failures = sum(Sum) | where Failures >= 3'
    operator: 'GreaterThan'
    threshold: 0
    minutes: 15
  }
  {
    name: 'delay'
    severity: 3
    text: 'Mails go out more than ${mailDelayTargetMinutes} minutes after what they tell was published, on average.'
    query: 'AppMetrics | where Name == "alerts.mail.delay" | summarize Delay = sum(Sum) / sum(ItemCount) | where Delay > ${mailDelayTargetMinutes * 60}'
    operator: 'GreaterThan'
    threshold: 0
    minutes: 60
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    DisableIpMasking: false
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'alerts'
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: operatorEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'alert-${alert.name}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Alerts: ${alert.name}'
      description: alert.text
      enabled: true
      severity: alert.severity
      scopes: [workspace.id]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT${alert.minutes}M'
      autoMitigate: true
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [operators.id]
      }
    }
  }
]

output connectionString string = insights.properties.ConnectionString
