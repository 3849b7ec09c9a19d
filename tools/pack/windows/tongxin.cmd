@echo off
rem Runs one command of the program with the Node that came along: tongxin help
chcp 65001 >nul
"%~dp0runtime\node.exe" "%~dp0app\src\cli.ts" %*
