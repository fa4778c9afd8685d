{{- /* The Deployment of one component: {root, component, replicas, resources, topologySpreadConstraints, env,
  configMap: {name, mountPath}}. */ -}}
{{- define "chatops.deployment" }}
{{- $root := .root }}
{{- $selected := dict "app.kubernetes.io/name" "chatops-operator" "app.kubernetes.io/component" .component }}
{{- $labels := merge (dict "app.kubernetes.io/part-of" "chatops-operator") $selected }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chatops-{{ .component }}
  namespace: {{ $root.Release.Namespace | quote }}
  labels:
    {{- toYaml $labels | nindent 4 }}
    app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
    helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version | replace "+" "_" }}
spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      {{- toYaml $selected | nindent 6 }}
  template:
    metadata:
      labels:
        {{- toYaml (merge (dict) $labels $root.Values.podLabels) | nindent 8 }}
      {{- with $root.Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: chatops-{{ .component }}
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets:
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- with $root.Values.priorityClassName }}
      priorityClassName: {{ . | quote }}
      {{- end }}
      {{- with $root.Values.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.tolerations }}
      tolerations:
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- with $root.Values.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .topologySpreadConstraints }}
      topologySpreadConstraints:
      {{- toYaml . | nindent 6 }}
      {{- end }}
      containers:
      - name: {{ .component }}
        {{- with $root.Values.image }}
        image: {{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $root.Chart.AppVersion }}{{ end }}
        {{- with .pullPolicy }}
        imagePullPolicy: {{ . }}
        {{- end }}
        {{- end }}
        env:
        - name: CHATOPS_ROLES
          value: {{ .component }}
        - name: CHATOPS_NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
        {{- with .env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        # Measured: docs/design/performance.md.
        - name: JDK_JAVA_OPTIONS
          value: >-
            -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders
            -XX:MaxRAMPercentage=40 -XX:MaxDirectMemorySize=48m -XX:+ExitOnOutOfMemoryError
        - name: MALLOC_ARENA_MAX
          value: "2"
        - name: QUARKUS_LOG_LEVEL
          value: {{ $root.Values.logLevel }}
        # By itself it listens on the loopback address only; the probes come from outside.
        - name: QUARKUS_HTTP_HOST
          value: 0.0.0.0
        ports:
        - name: http
          containerPort: 8080
        startupProbe:
          httpGet:
            path: /q/health/live
            port: http
          periodSeconds: 2
          failureThreshold: 30
        livenessProbe:
          httpGet:
            path: /q/health/live
            port: http
          periodSeconds: 10
          timeoutSeconds: 3
        readinessProbe:
          httpGet:
            path: /q/health/ready
            port: http
          periodSeconds: 5
          timeoutSeconds: 3
        {{- with .resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with $root.Values.securityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- with .configMap }}
        - name: config
          mountPath: {{ .mountPath }}
          readOnly: true
        {{- end }}
      volumes:
      - name: tmp
        emptyDir:
          sizeLimit: 64Mi
      {{- with .configMap }}
      - name: config
        configMap:
          name: {{ .name }}
      {{- end }}
{{- end }}
